// Decides what Sigma's REST API (v2) can be asked: what exists, and who is a member.
import { createHash, randomBytes } from "node:crypto";
import { z } from "zod";
import { adminApp, BadInput, bearerOf, readBody } from "../../admin";
import type { App, Ask, Sandbox } from "../../sandbox";
import { accountTypeItem, teamItem, userItem, workbookItem } from "./registry";

const memberBody = z.object({
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

/** Access tokens live in memory: an API client asks for another one after a restart. */
const tokenSeconds = 3600;

/** `/sigma/v2/…`; the credential of an organization opens that organization only. */
export function openSigmaApi(app: App, sandbox: Sandbox): void {
  const { registry } = sandbox;
  const granted = new Map<string, { org: string; until: number }>();
  const api = adminApp();
  const requireOrganization = (ask: Ask): string => {
    const grant = granted.get(bearerOf(ask) ?? "");
    if (!grant || grant.until <= sandbox.clock()) {
      throw new BadInput("Unauthorized", "The access token is missing or has expired.", 401);
    }
    return grant.org;
  };
  api.post("/auth/token", async (ask) => {
    const form = new URLSearchParams(await ask.req.text());
    const org = await findOwner(form, sandbox);
    if (!org) throw new BadInput("Unauthorized", "Unknown client or wrong secret.", 401);
    const token = randomBytes(32).toString("base64url");
    granted.set(token, { org, until: sandbox.clock() + tokenSeconds });
    return ask.json({ access_token: token, token_type: "bearer", expires_in: tokenSeconds }, 200, {
      "Cache-Control": "no-store",
    });
  });
  api.get("/teams", async (ask) => {
    const name = ask.req.query("name");
    const teams = await registry.list("sigma", "team", teamItem, requireOrganization(ask));
    const entries = teams.map(({ id }) => ({ teamId: id, name: id }));
    return ask.json({ entries: entries.filter((team) => !name || team.name === name) });
  });
  api.get("/workbooks", async (ask) => {
    const org = requireOrganization(ask);
    const found = await registry.list("sigma", "workbook", workbookItem, org);
    const { origin } = new URL(ask.req.url);
    const entries = found.map(({ id, body }) => ({
      workbookId: id,
      workbookUrlId: id,
      name: body.name,
      url: `${origin}/sigma/${org}/workbook/${body.name}-${id}`,
    }));
    return ask.json({ entries, hasMore: false, total: entries.length, nextPage: null });
  });
  api.get("/members", async (ask) => {
    const found = await registry.list("sigma", "user", userItem, requireOrganization(ask));
    const entries = found.map(({ id, body }) => ({ memberId: memberId(id), email: id, ...body }));
    return ask.json({ entries });
  });
  api.post("/members", async (ask) => {
    const org = requireOrganization(ask);
    const body = await readBody(ask, memberBody);
    if (await registry.find("sigma", "user", body.email, userItem, org)) {
      const message = `The member exists already: member-id=${memberId(body.email)}`;
      return ask.json({ code: "already_exists", message }, 409);
    }
    const { firstName, lastName } = body;
    const teams = body.addToTeams.map((team) => team.teamId);
    const accountType = body.memberType ?? null;
    if (
      accountType &&
      !(await registry.find("sigma", "account-type", accountType, accountTypeItem, org))
    ) {
      throw new BadInput("Invalid input", `There is no account type "${accountType}".`);
    }
    for (const team of teams) {
      if (await registry.find("sigma", "team", team, teamItem, org)) continue;
      throw new BadInput("Invalid input", `There is no team "${team}".`);
    }
    const kind = body.userKind;
    const user = { firstName, lastName, teams, accountType, active: true, kind, attributes: {} };
    await registry.put("sigma", "user", body.email, user, org);
    return ask.json({ memberId: memberId(body.email) }, 201);
  });
  app.route("/sigma/v2", api);
}

/** Opaque, as Sigma's are. */
const memberId = (email: string) => createHash("sha256").update(email).digest("hex").slice(0, 24);

async function findOwner(form: URLSearchParams, { registry }: Sandbox) {
  if (form.get("grant_type") !== "client_credentials") return undefined;
  const clientId = form.get("client_id") ?? "";
  const key = (await registry.keys("sigma")).byId(clientId);
  const given = Buffer.from(form.get("client_secret") ?? "");
  return key?.key.export().equals(given) ? key.owner : undefined;
}
