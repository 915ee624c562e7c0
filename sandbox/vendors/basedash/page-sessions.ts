import { randomBytes } from "node:crypto";
import { deleteCookie, getCookie, setCookie } from "hono/cookie";
import { Refusal } from "../../errors";
import type { AppContext } from "../../sandbox";
import type { ViewerScope } from "../../viewer-scope";

const prefix = "__Host-basedash-";
/** Per browser; with more cookies the request header would become too large. */
const maxSessions = 8;
const attributes = {
  path: "/",
  secure: true,
  httpOnly: true,
  sameSite: "None",
  partitioned: true,
} as const;

interface PageSession {
  load: string;
  value: string;
}

/** Opens a session for one page load. @returns the load's id, which is no secret */
export async function openPageSession(c: AppContext, scope: ViewerScope): Promise<string> {
  const { sessions, sandbox } = c.var.vendor;
  const load = randomBytes(12).toString("base64url");
  const value = await sessions.open(scope, load);
  await closePageSessions(c, listPageSessions(c).slice(0, 1 - maxSessions));
  const maxAge = scope.expiresAt - sandbox.clock();
  setCookie(c, prefix + load, value, { ...attributes, maxAge });
  return load;
}

/**
 * The session of a page load, by its own cookie only.
 * @param load undefined where the request names none: then there must be exactly one cookie
 * @throws Refusal
 */
export async function requirePageSession(c: AppContext, load: string | undefined) {
  const open = listPageSessions(c);
  const session =
    load === undefined && open.length === 1 ? open[0] : open.find((one) => one.load === load);
  if (!session) throw new Refusal("session");
  return c.var.vendor.sessions.require(session.value, session.load);
}

export async function closePageSessions(c: AppContext, open: PageSession[]): Promise<void> {
  for (const { load, value } of open) {
    await c.var.vendor.sessions.delete(value, load);
    deleteCookie(c, prefix + load, attributes);
  }
}

/** Oldest first, as browsers send cookies. */
export function listPageSessions(c: AppContext): PageSession[] {
  return Object.entries(getCookie(c))
    .filter(([name]) => name.startsWith(prefix))
    .map(([name, value]) => ({ load: name.slice(prefix.length), value }));
}
