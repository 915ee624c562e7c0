import { createHash, randomBytes } from "node:crypto";
import { Hono } from "hono";
import { z } from "zod";
import { readBearer, readJson } from "../../admin";
import { apiError } from "../../errors";
import type { AppContext, Env, VendorInstance } from "../../sandbox";
import { loadKeys } from "../../tokens/key-ring";
import { accountTypes, teams, users, workbooks } from "./resources";

const memberSchema = z.object({
  userKind: z.enum(["embed", "internal"]).default("internal"),
  isGuest: z.boolean().default(false),
  email: z.email().max(254),
  firstName: z.string().max(100).default(""),
  lastName: z.string().max(100).default(""),
  memberType: z.string().max(100).optional(),
  addToTeams: z
    .array(z.object({ teamId: z.string().max(128), isTeamAdmin: z.boolean().default(false) }))
    .max(50)
    .default([]),
});

const accessTokenSeconds = 3600;

/** In memory: after a restart an API client requests another. */
const accessTokens = new Map<string, { org: string; expiresAt: number }>();

/** `/sigma/v2`: REST API of the organization that the credential belongs to. */
export const api = new Hono<Env>();

api.post("/auth/token", async (c) => {
  const { vendor } = c.var;
  const form = new URLSearchParams(await c.req.text());
  const org = await findOrganization(form, vendor);
  if (!org) throw apiError(401, "Unknown client or wrong secret.");
  const token = randomBytes(32).toString("base64url");
  const expiresAt = vendor.sandbox.clock() + accessTokenSeconds;
  accessTokens.set(token, { org, expiresAt });
  return c.json({ access_token: token, token_type: "bearer", expires_in: accessTokenSeconds });
});

api.get("/teams", async (c) => {
  const name = c.req.query("name");
  const found = await c.var.vendor.registry.list(teams, requireOrganization(c));
  const entries = found.map(({ id }) => ({ teamId: id, name: id }));
  return c.json({ entries: entries.filter((team) => !name || team.name === name) });
});

api.get("/workbooks", async (c) => {
  const org = requireOrganization(c);
  const found = await c.var.vendor.registry.list(workbooks, org);
  const { origin } = new URL(c.req.url);
  const entries = found.map(({ id, body: { name } }) => ({
    workbookId: id,
    workbookUrlId: id,
    name,
    url: `${origin}/sigma/${org}/workbook/${name}-${id}`,
  }));
  return c.json({ entries, hasMore: false, total: entries.length, nextPage: null });
});

api.get("/members", async (c) => {
  const found = await c.var.vendor.registry.list(users, requireOrganization(c));
  const entries = found.map(({ id, body }) => ({ memberId: memberId(id), email: id, ...body }));
  return c.json({ entries });
});

api.post("/members", async (c) => {
  const { registry } = c.var.vendor;
  const org = requireOrganization(c);
  const { email, firstName, lastName, userKind, ...body } = await readJson(c, memberSchema);
  if (await registry.find(users, org, email)) {
    const message = `The member exists already: member-id=${memberId(email)}`;
    return c.json({ code: "already_exists", message }, 409);
  }
  const accountType = body.memberType ?? null;
  if (accountType && !(await registry.find(accountTypes, org, accountType))) {
    throw apiError(400, `There is no account type "${accountType}".`);
  }
  const teamIds = body.addToTeams.map(({ teamId }) => teamId);
  for (const team of teamIds) {
    if (!(await registry.find(teams, org, team))) {
      throw apiError(400, `There is no team "${team}".`);
    }
  }
  await registry.put(users, [org, email], {
    firstName,
    lastName,
    teams: teamIds,
    accountType,
    active: true,
    kind: userKind,
    attributes: {},
  });
  return c.json({ memberId: memberId(email) }, 201);
});

/** @throws HTTPException 401 */
function requireOrganization(c: AppContext): string {
  const { vendor } = c.var;
  const token = accessTokens.get(readBearer(c));
  if (!token || token.expiresAt <= vendor.sandbox.clock()) {
    throw apiError(401, "The access token is missing or has expired.");
  }
  return token.org;
}

/** The organization whose credential the form holds. */
async function findOrganization(form: URLSearchParams, { registry }: VendorInstance) {
  if (form.get("grant_type") !== "client_credentials") return undefined;
  const key = (await loadKeys(registry)).byId(form.get("client_id") ?? "");
  const secret = Buffer.from(form.get("client_secret") ?? "");
  return key?.key.export().equals(secret) ? key.owner : undefined;
}

/** Opaque, like Sigma's. */
function memberId(email: string): string {
  return createHash("sha256").update(email).digest("hex").slice(0, 24);
}
