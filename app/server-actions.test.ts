// Every server action × everyone who might call it. A new action fails here until the table has it.
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { unexpectedError } from "@/components/ui/form-action";
import type { FormState } from "@/components/ui/form-state";
import { db } from "@/lib/db";
import { Problem } from "@/lib/errors";
import { hasDatabase } from "@/lib/testing/environment";
import { makePerson, makeWorld, type World } from "@/lib/testing/fixtures";
import { ValidationError } from "@/lib/validation";

const caller = vi.hoisted(() => ({ sessionId: null as string | null }));
vi.mock("next/cache", () => ({ revalidatePath: () => {}, refresh: () => {} }));
vi.mock("next/headers", () => ({
  cookies: async () => ({ get: () => ({ value: "" }), set: () => {} }),
  headers: async () => new Headers(),
}));
vi.mock("@/lib/auth/session-cookie", async (original) => ({
  ...(await original<object>()),
  readSessionId: async () => caller.sessionId,
}));

const operators = "operators";
const staff = "owners and admins of the tenant";
const users = "everyone who is signed in";
const linkHolders = "everyone who holds a link";

/** Stands for the slug of the tenant that the actors belong to. */
const ownTenant = "{own tenant}";
const previous: FormState = {};

function form(fields: Record<string, string>): FormData {
  const data = new FormData();
  for (const [name, value] of Object.entries(fields)) data.set(name, value);
  return data;
}

const member = "no-such-member";
const team = "no-such-team";
const dashboard = "no-such-dashboard";
const tenant = "no-such-tenant";
const connection = "no-such-connection";
const newKey = { kid: "kid", tenant: "", start: "now" };
const newDashboard = { title: "New", description: "", connection, kind: "workbook", ref: "none" };

/**
 * By file and name, with arguments that get past validation and name nothing that exists, so that a
 * call that is let in changes nothing.
 */
const table: Record<string, { may: string; actions: Record<string, readonly unknown[]> }> = {
  "./operator/audit/actions.ts": { may: operators, actions: { findPeople: ["a"] } },
  "./operator/connections/actions.ts": {
    may: operators,
    actions: {
      create: ["no-such-vendor", previous, form({ name: "Ours", slug: "ours", ttlSeconds: "" })],
      edit: [connection, previous, form({ name: "Ours", ttlSeconds: "" })],
      setDisabled: [connection, true],
      test: [connection],
    },
  },
  "./operator/connections/credential-actions.ts": {
    may: operators,
    actions: {
      activate: [connection, "kid", previous, form({ replaced: "overlap" })],
      add: [connection, previous, form({ ...newKey, algorithm: "HS256", secret: "short" })],
      generate: [connection, previous, form({ ...newKey, keyType: "HS256" })],
      regenerate: [connection, "kid"],
      replaceSecret: [connection, "kid", previous, form({ secret: "short" })],
      retire: [connection, "kid"],
    },
  },
  "./operator/tenants/actions.ts": {
    may: operators,
    actions: {
      addOwner: [tenant, previous, form({ email: "someone@people.example" })],
      addRegion: [tenant, connection, previous, form({ region: "West" })],
      // A reserved slug.
      create: [previous, form({ name: "New", slug: "operator", hue: "262", attributes: "" })],
      edit: [tenant, previous, form({ name: "New", hue: "262", attributes: "" })],
      removeNames: [tenant, connection, { region: "" }],
      saveNames: [tenant, connection, { region: "" }, previous, form({})],
      setSuspended: [tenant, true],
    },
  },
  "./operator/dashboards/actions.ts": {
    may: operators,
    actions: {
      create: [previous, form({ ...newDashboard, slug: "new" })],
      edit: [dashboard, previous, form(newDashboard)],
      importSelected: [connection, previous, form({ refs: "none" })],
      move: [dashboard, "up"],
      recognize: [previous, form({ url: "https://vendor.example/" })],
      remove: [dashboard],
    },
  },
  "./operator/doctor/actions.ts": { may: operators, actions: { runChecksNow: [] } },
  "./operator/workspaces/actions.ts": {
    may: operators,
    actions: {
      create: [null, form({ tenant: "none", connection: "none" })],
    },
  },
  "./operator/playground/actions.ts": {
    may: operators,
    actions: {
      preview: [null, form({ tenant: "none", email: "none", dashboard: "none" })],
    },
  },
  "./[tenant]/settings/audit/actions.ts": {
    may: staff,
    actions: { findPeople: [ownTenant, "a"] },
  },
  "./[tenant]/settings/members/actions.ts": {
    may: staff,
    actions: {
      changeRegion: [ownTenant, member, previous, form({ region: "West" })],
      changeRole: [ownTenant, member, previous, form({ role: "member" })],
      changeTeams: [ownTenant, member, previous, form({})],
      invite: [
        ownTenant,
        previous,
        form({ email: "someone@people.example", role: "member", teams: team }),
      ],
      remove: [ownTenant, member],
      resume: [ownTenant, member],
      suspend: [ownTenant, member],
      withdraw: [ownTenant, "no-such-invitation"],
    },
  },
  "./[tenant]/settings/teams/actions.ts": {
    may: staff,
    actions: {
      addMember: [ownTenant, team, previous, form({ member })],
      create: [ownTenant, previous, form({ name: "Sales" })],
      remove: [ownTenant, team],
      removeMember: [ownTenant, team, member],
      rename: [ownTenant, team, previous, form({ name: "Sales" })],
      searchNewMembers: [ownTenant, team, "a"],
    },
  },
  "./[tenant]/settings/grants/actions.ts": {
    may: staff,
    actions: {
      changeGrant: [ownTenant, dashboard, null, previous, form({ capabilities: "view" })],
      share: [ownTenant, dashboard, previous, form({ team, capabilities: "view" })],
      stopSharing: [ownTenant, dashboard, null],
    },
  },
  "./account/actions.ts": {
    may: users,
    actions: {
      chooseTheme: ["dark"],
      saveAccount: [previous, form({ theme: "system", locale: "en-US", timeZone: "UTC" })],
    },
  },
  "./(public)/invite/[token]/actions.ts": {
    may: linkHolders,
    actions: {
      accept: ["no-such-token"],
      acceptAsNew: ["no-such-token", previous, form({ name: "Ann", password: "short" })],
    },
  },
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
  caller.sessionId = null;
});

type Answer = "in" | "refused" | "not found" | "to sign-in";

/** @throws what the action throws or reports that is neither a gate's answer nor an answer of the domain */
async function call(file: string, name: string, actor: Actor): Promise<Answer> {
  caller.sessionId = sessions.get(actor) ?? null;
  const module = (await modules[file]?.()) ?? {};
  const action = module[name] as (...args: unknown[]) => Promise<unknown>;
  const args = (table[file]?.actions[name] ?? []).map((argument) =>
    argument === ownTenant ? world.tenant.slug : argument,
  );
  try {
    return answerOf(await action(...args));
  } catch (error) {
    return answerOfError(error);
  }
}

function answerOf(result: unknown): Answer {
  const { errors } = (result ?? {}) as FormState;
  const message = errors?.[""] ?? "";
  if (message === unexpectedError) throw new Error("The action failed unexpectedly.");
  return message.includes("doesn't allow this") ? "refused" : "in";
}

function answerOfError(error: unknown): Answer {
  const digest = String((error as { digest?: unknown }).digest ?? "");
  if (digest.startsWith("NEXT_REDIRECT")) return digest.includes("/login") ? "to sign-in" : "in";
  if (digest === "NEXT_HTTP_ERROR_FALLBACK;404") return "not found";
  if (error instanceof ValidationError) return "in";
  if (error instanceof Problem) return error.code === "not_allowed" ? "refused" : "in";
  throw error;
}

/* biome-ignore format: a table is read by columns */
const expected: Record<string, Record<Actor, Answer>> = {
  [operators]: { owner: "not found", admin: "not found", member: "not found", suspended: "not found",
    removed: "not found", stranger: "not found", operator: "in", anonymous: "to sign-in" },
  [staff]: { owner: "in", admin: "in", member: "refused", suspended: "not found",
    removed: "not found", stranger: "not found", operator: "not found", anonymous: "to sign-in" },
  [users]: { owner: "in", admin: "in", member: "in", suspended: "in",
    removed: "in", stranger: "in", operator: "in", anonymous: "to sign-in" },
  [linkHolders]: { owner: "in", admin: "in", member: "in", suspended: "in",
    removed: "in", stranger: "in", operator: "in", anonymous: "in" },
};

describe("server actions", () => {
  it("are all in the table, by file and by name", () => {
    const found = Object.entries(sources).filter(([, source]) => isAction(source));
    expect(found.map(([file]) => file).sort()).toEqual(Object.keys(table).sort());
    for (const [file, source] of found) {
      const names = [...source.matchAll(/^export async function (\w+)/gm)].map(([, name]) => name);
      expect(names.sort(), file).toEqual(Object.keys(table[file]?.actions ?? {}).sort());
      // Whatever a "use server" file exports can be called by anyone.
      expect(source.match(/^export (?!async function|type )/gm), file).toBeNull();
    }
  });
});

describe.skipIf(!hasDatabase)("who may call an action", () => {
  for (const [file, { may, actions }] of Object.entries(table)) {
    for (const name of Object.keys(actions)) {
      it(`${file} ${name}: ${may}`, async () => {
        const answers: Partial<Record<Actor, Answer>> = {};
        const wanted = { ...expected[may] };
        // Accepting needs an account.
        if (name === "accept") wanted.anonymous = "to sign-in";
        for (const actor of sessions.keys()) {
          // An operator would start every check.
          if (name === "runChecksNow" && actor === "operator") answers[actor] = "in";
          else answers[actor] = await call(file, name, actor);
        }
        expect(answers).toEqual(wanted);
      });
    }
  }
});
