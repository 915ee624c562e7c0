// Decides which cookie belongs to which load: every load of the app has a session of its own.
import { randomBytes } from "node:crypto";
import { deleteCookie, getCookie, setCookie } from "hono/cookie";
import { Refusal } from "../../refusal";
import type { Ask, Sandbox } from "../../sandbox";
import type { ViewerScope } from "../../scope";

const prefix = "__Host-basedash-";
/** Sessions kept per browser; a header full of cookies would be refused by the server. */
const most = 8;
const attributes = {
  path: "/",
  secure: true,
  httpOnly: true,
  sameSite: "None",
  partitioned: true,
} as const;

/** Opens a session for a load and sets its cookie. Returns the load's id, which is no secret. */
export async function openLoad(ask: Ask, scope: ViewerScope, sandbox: Sandbox): Promise<string> {
  const load = randomBytes(12).toString("base64url");
  const now = sandbox.clock();
  const value = await sandbox.sessions.open("basedash", scope, load, now);
  const present = loadCookies(ask);
  await closeLoads(ask, sandbox, present.slice(0, Math.max(0, present.length + 1 - most)));
  setCookie(ask, prefix + load, value, { ...attributes, maxAge: scope.expiresAt - now });
  return load;
}

/**
 * The scope of a load, by its own cookie and no other.
 * @param load undefined where the request names none: then there must be exactly one cookie
 * @throws Refusal
 */
export async function findLoad(
  ask: Ask,
  load: string | undefined,
  sandbox: Sandbox,
): Promise<ViewerScope> {
  const cookies = loadCookies(ask);
  const only = cookies.length === 1 ? cookies[0] : undefined;
  const cookie = load === undefined ? only : cookies.find((one) => one.load === load);
  if (!cookie) throw new Refusal("session");
  const scope = await sandbox.sessions.find("basedash", cookie.value, cookie.load);
  if (!scope) throw new Refusal("session");
  if (scope.expiresAt <= sandbox.now("basedash")) throw new Refusal("expired");
  return scope;
}

/** Ends sessions and takes their cookies back; without a list, all of this browser's. */
export async function closeLoads(
  ask: Ask,
  sandbox: Sandbox,
  loads: { load: string; value: string }[] = loadCookies(ask),
): Promise<void> {
  if (loads.length === 0) return;
  await sandbox.sessions.close(
    "basedash",
    loads.map(({ value }) => value),
  );
  for (const { load } of loads) deleteCookie(ask, prefix + load, attributes);
}

/** Oldest first, as browsers send them. */
function loadCookies(ask: Ask): { load: string; value: string }[] {
  return Object.entries(getCookie(ask))
    .filter(([name]) => name.startsWith(prefix))
    .map(([name, value]) => ({ load: name.slice(prefix.length), value }));
}
