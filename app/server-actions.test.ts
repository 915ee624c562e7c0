// Every server action × everybody who might send it. A new action fails here until it stands in the table.
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { db } from "@/lib/db";
import { hasDatabase } from "@/lib/testing/environment";
import { makePerson, makeWorld, type World } from "@/lib/testing/fixtures";

const asking = vi.hoisted(() => ({ sessionId: null as string | null }));
vi.mock("next/cache", () => ({ revalidatePath: () => {} }));
vi.mock("next/headers", () => ({
  cookies: async () => ({ get: () => ({ value: "" }), set: () => {} }),
  headers: async () => new Headers(),
}));
vi.mock("@/lib/auth/cookie", async (original) => ({
  ...(await original<object>()),
  readSessionId: async () => asking.sessionId,
}));

const operators = "operators";
const staff = "owners and admins of the tenant that the form names";
const persons = "everybody who is signed in";
const linkHolders = "everybody who holds a link";

const table: Record<string, { may: string; actions: string[] }> = {
  "./operator/connections/actions.ts": {
    may: operators,
    actions: ["create", "edit", "setDisabled", "test"],
  },
  "./operator/connections/credential-actions.ts": {
    may: operators,
    actions: ["activate", "add", "generate", "regenerate", "replaceSecret", "retire"],
  },
  "./operator/tenants/actions.ts": {
    may: operators,
    actions: [
      ...["addOwner", "addRegion", "create", "edit", "removeNames", "saveNames", "setSuspended"],
    ],
  },
  "./operator/dashboards/actions.ts": {
    may: operators,
    actions: ["create", "edit", "importSelected", "move", "recognize", "remove"],
  },
  "./operator/audit/actions.ts": { may: operators, actions: ["findPeople"] },
  "./operator/doctor/actions.ts": { may: operators, actions: ["examineNow"] },
  "./operator/workspaces/actions.ts": { may: operators, actions: ["makePlaceNow"] },
  "./operator/playground/actions.ts": { may: operators, actions: ["view"] },
  "./[tenant]/settings/members/actions.ts": {
    may: staff,
    actions: [
      ...["add", "changeRegion", "changeRole", "changeTeams", "remove", "resume", "suspend"],
      "withdraw",
    ],
  },
  "./[tenant]/settings/teams/actions.ts": {
    may: staff,
    actions: ["addPerson", "create", "remove", "removePerson", "rename"],
  },
  "./[tenant]/settings/grants/actions.ts": { may: staff, actions: ["share", "stopSharing"] },
  "./[tenant]/settings/audit/actions.ts": { may: staff, actions: ["findPeople"] },
  "./account/actions.ts": { may: persons, actions: ["chooseTheme", "saveAccount"] },
  "./(public)/invite/[token]/actions.ts": { may: linkHolders, actions: ["accept", "acceptAsNew"] },
};

const sources = import.meta.glob<string>(["./**/*.ts", "./**/*.tsx", "!./**/*.test.ts"], {
  query: "?raw",
  import: "default",
  eager: true,
});
const modules = import.meta.glob<Record<string, unknown>>(["./**/actions.ts", "./**/*-actions.ts"]);
const isAction = (source: string) => /^\s*["']use server["']/m.test(source);

type Actor =
  | "owner"
  | "admin"
  | "member"
  | "suspended"
  | "removed"
  | "stranger"
  | "operator"
  | "anonymous";
const sessions = new Map<Actor, string | null>();
let world: World;

beforeAll(async () => {
  if (!hasDatabase) return;
  world = await makeWorld();
  const elsewhere = await makeWorld();
  const { tenant } = world;
  for (const role of ["owner", "admin", "member"] as const) {
    sessions.set(role, (await makePerson(tenant.id, { role })).sessionId);
  }
  const suspended = await makePerson(tenant.id, { role: "owner" });
  await db().membership.updateMany({
    where: { userId: suspended.id },
    data: { suspendedAt: new Date() },
  });
  const operator = await makePerson();
  await db().user.update({ where: { id: operator.id }, data: { isOperator: true } });
  sessions.set("suspended", suspended.sessionId);
  sessions.set("removed", (await makePerson()).sessionId);
  sessions.set("stranger", (await makePerson(elsewhere.tenant.id, { role: "owner" })).sessionId);
  sessions.set("operator", operator.sessionId);
  sessions.set("anonymous", null);
});
afterAll(() => {
  asking.sessionId = null;
});

type Answer = "in" | "refused" | "not found" | "to sign-in";

/** Sends the form; nothing in it fits anything, so that who is let in changes nothing. */
async function send(file: string, name: string, actor: Actor): Promise<Answer> {
  asking.sessionId = sessions.get(actor) ?? null;
  const module = (await modules[file]?.()) ?? {};
  const action = module[name] as (...args: unknown[]) => Promise<unknown>;
  const sent = new FormData();
  sent.set("tenant", file.includes("[tenant]") ? world.tenant.slug : "no-such-tenant");
  for (const field of ["member", "team", "connection", "dashboard", "kid"]) sent.set(field, "none");
  sent.set("capabilities", "view");
  try {
    // A search takes the tenant and the query.
    const args = name === "findPeople" ? [world.tenant.slug, "a"] : [null, sent];
    const answer = JSON.stringify((await action(...args)) ?? null);
    return answer.includes("does not cover this") ? "refused" : "in";
  } catch (error) {
    if ((error as { code?: unknown }).code === "not_allowed") return "refused";
    const digest = String((error as { digest?: unknown }).digest ?? error);
    if (digest.startsWith("NEXT_REDIRECT") && digest.includes("/login")) return "to sign-in";
    if (digest === "NEXT_HTTP_ERROR_FALLBACK;404") return "not found";
    // Past the gate, what the form names does not exist.
    return "in";
  }
}

/* biome-ignore format: a table is read by columns */
const expected: Record<string, Record<Actor, Answer>> = {
  [operators]: { owner: "not found", admin: "not found", member: "not found", suspended: "not found",
    removed: "not found", stranger: "not found", operator: "in", anonymous: "to sign-in" },
  [staff]: { owner: "in", admin: "in", member: "refused", suspended: "not found",
    removed: "not found", stranger: "not found", operator: "not found", anonymous: "to sign-in" },
  [persons]: { owner: "in", admin: "in", member: "in", suspended: "in",
    removed: "in", stranger: "in", operator: "in", anonymous: "to sign-in" },
  [linkHolders]: { owner: "in", admin: "in", member: "in", suspended: "in",
    removed: "in", stranger: "in", operator: "in", anonymous: "in" },
};

describe("server actions", () => {
  it("all stand in the table, by file and by name", async () => {
    const found = Object.entries(sources).filter(([, source]) => isAction(source));
    expect(found.map(([file]) => file).sort()).toEqual(Object.keys(table).sort());
    for (const [file, source] of found) {
      const names = [...source.matchAll(/^export async function (\w+)/gm)].map(([, name]) => name);
      expect(names.sort(), file).toEqual(table[file]?.actions);
      // Whatever a "use server" file exports is an address that anybody can send to.
      expect(source.match(/^export (?!async function|type )/gm), file).toBeNull();
    }
  });
});

describe.skipIf(!hasDatabase)("who sends an action", () => {
  for (const [file, { may, actions }] of Object.entries(table)) {
    for (const name of actions) {
      it(`${file} ${name}: ${may}`, async () => {
        const answers: Partial<Record<Actor, Answer>> = {};
        const wanted = { ...expected[may] };
        // Somebody without a session is asked to sign in first: an account is what accepts.
        if (name === "accept") wanted.anonymous = "to sign-in";
        for (const actor of sessions.keys()) {
          // The doctor would begin to examine everything.
          if (name === "examineNow" && actor === "operator") answers[actor] = "in";
          else answers[actor] = await send(file, name, actor);
        }
        expect(answers).toEqual(wanted);
      });
    }
  }
});
