import type { APIRequestContext, Page, Request } from "@playwright/test";
import { type Action, canDo } from "@/lib/tenants/roles";
import { roles } from "@/lib/tenants/schema";
import { query, type TestPerson } from "./database";
import { expect, signIn, signInUnseen, test } from "./fixtures";
import { choose, confirm, mainOf, partOf, send, visit } from "./forms";
import type { OwnTenant } from "./own-tenant";

// The role table, from outside: which pages there are for whom, and what becomes of a form that an
// owner sent when somebody else sends it.

const pages: Record<string, Action> = {
  members: "member.list",
  "members/add": "invitation.create",
  teams: "team.list",
  "teams/sales": "team.list",
  grants: "grant.list",
  "grants/sigma-workbook": "grant.list",
  audit: "audit.list",
};

for (const role of roles) {
  test(`the settings of a ${role} are those of the role table`, async ({
    page,
    tenant,
    person,
    tolerate,
  }) => {
    tolerate(/404 \(Not Found\)/);
    const someone = await person(tenant.slug, [], role);
    await signIn(page, someone.email);
    const settings = `/${tenant.slug}/settings`;
    const lists = Object.values(pages).some((action) => canDo(role, action));
    await expect(page.getByRole("link", { name: "Settings", exact: true })).toHaveCount(
      lists ? 1 : 0,
    );
    for (const [path, action] of Object.entries(pages)) {
      const response = await page.request.get(`${settings}/${path}`);
      expect(response.status(), path).toBe(canDo(role, action) ? 200 : 404);
    }
    const file = await page.request.get(`${settings}/audit/export`);
    expect(file.status()).toBe(canDo(role, "audit.export") ? 200 : 403);

    // What somebody may not do is not offered.
    const owners = canDo(role, "owner.change");
    await page.goto(`${settings}/members/${tenant.owner.id}`);
    await expect(page.getByRole("button", { name: "Save role" })).toHaveCount(owners ? 1 : 0);
    await expect(page.getByRole("button", { name: "Remove" })).toHaveCount(owners ? 1 : 0);
    await page.goto(`${settings}/members/add`);
    const offered = page.getByRole("radio", { name: /^Owner/ });
    await expect(offered).toHaveCount(owners ? 1 : 0);
  });
}

test("a form that an owner sent does for others what the role table says, and no more", async ({
  page,
  tenant,
  visitor,
  person,
}) => {
  test.setTimeout(120_000);
  await signInUnseen(page, tenant.owner.email);
  const sent = await sendEverything(page, tenant, {
    someone: await person(tenant.slug),
    leaving: await person(tenant.slug),
    owner: await person(tenant.slug, [], "owner"),
  });
  const signedIn = async (email: string) => {
    const theirs = await visitor();
    await signInUnseen(theirs, email);
    return theirs.request;
  };
  const stranger = "owner@globex.example";
  const strange = await signedIn(stranger);
  const before = await stateOf(tenant);
  for (const [action, request] of sent) {
    expect((await replay(strange, request)).status(), action).toBe(404);
  }
  expect(await rowsOf(tenant, stranger)).toEqual([]);
  expect(await stateOf(tenant)).toBe(before);

  for (const role of ["member", "admin"] as const) {
    const { email } = await person(tenant.slug, [], role);
    const asker = await signedIn(email);
    const asked = await stateOf(tenant);
    for (const [action, request] of sent) {
      const known = (await rowsOf(tenant, email)).length;
      await replay(asker, request);
      const rows = (await rowsOf(tenant, email)).slice(known);
      const refused = rows.map(({ reason }) => reason === "not_allowed");
      expect(refused, `${action} by ${role}`).toEqual([!canDo(role, action)]);
    }
    if (role === "member") expect(await stateOf(tenant)).toBe(asked);
  }
});

type Sent = [Action, Request][];
type People = Record<"someone" | "leaving" | "owner", TestPerson>;

/** Does each thing that can be done, by clicking, and keeps what the browser sent for it. */
async function sendEverything(page: Page, tenant: OwnTenant, people: People): Promise<Sent> {
  const { someone, leaving, owner } = people;
  const settings = `/${tenant.slug}/settings`;
  const sent: Sent = [];
  const keep = async (action: Action, work: () => Promise<unknown>) => {
    const request = page.waitForRequest((one) => Boolean(one.headers()["next-action"]));
    await work();
    sent.push([action, await request]);
  };
  const [main, dialog] = [mainOf(page), page.getByRole("dialog")];
  const part = (name: string) => partOf(page, name);

  await visit(page, `${settings}/teams`);
  await page.getByRole("button", { name: "New team" }).click();
  await dialog.getByLabel("Name").fill("Field");
  await keep("team.create", () => send(page, dialog, "Create team", "Team created"));
  await visit(page, `${settings}/teams/field`);
  await page.getByRole("button", { name: "Rename" }).click();
  await dialog.getByLabel("Name").fill("Field work");
  await keep("team.rename", () => send(page, dialog, "Rename", "Team renamed"));
  await part("Members").getByRole("button", { name: "Add member" }).click();
  await choose(dialog, "Member", someone.email);
  await keep("team.people", () => send(page, dialog, "Add to team", "Test Person added"));

  await visit(page, `${settings}/grants/sigma-workbook`);
  await keep("grant.set", () => send(page, part("Share"), "Share", "Dashboard shared"));

  await visit(page, `${settings}/members/${someone.id}`);
  await part("Role")
    .getByRole("radio", { name: /^Admin/ })
    .check();
  await keep("membership.role", () => send(page, part("Role"), "Save role", "Role saved"));
  await visit(page, `${settings}/members/${someone.id}`);
  await choose(part("Region"), "Region", "West");
  await keep("membership.region", () => send(page, part("Region"), "Save region", "Region saved"));
  await visit(page, `${settings}/members/${someone.id}`);
  await part("Teams").getByRole("checkbox", { name: "Sales" }).check();
  await keep("membership.teams", () => send(page, part("Teams"), "Save teams", "Teams saved"));
  await keep("membership.suspend", () =>
    confirm(page, part("Access"), "Suspend", { agree: "Suspend member", done: "Member suspended" }),
  );
  await keep("membership.resume", () =>
    confirm(page, part("Access"), "Restore access", {
      agree: "Restore access",
      done: "Access restored",
    }),
  );

  await visit(page, `${settings}/members/${owner.id}`);
  await choose(part("Region"), "Region", "West");
  await keep("owner.change", () => send(page, part("Region"), "Save region", "Region saved"));

  await visit(page, `${settings}/members/add`);
  await main.getByLabel("Email").fill(`invited@${tenant.slug}.example`);
  await keep("invitation.create", () => send(page, main, "Invite", "Invitation created"));
  await visit(page, `${settings}/members`);
  await keep("invitation.withdraw", () =>
    confirm(page, part("Invitations"), "Withdraw", {
      agree: "Withdraw invitation",
      done: "Invitation withdrawn",
    }),
  );

  await visit(page, `${settings}/members/${leaving.id}`);
  await keep("membership.remove", () =>
    confirm(page, part("Access"), "Remove", {
      ...{ agree: "Remove member", typed: leaving.email, done: "Member removed" },
    }),
  );
  await visit(page, `${settings}/teams/field`);
  await keep("team.delete", () =>
    confirm(page, part("Delete team"), "Delete team", {
      ...{ agree: "Delete team", typed: "Field work", done: "Team deleted" },
    }),
  );
  return sent;
}

/** The same bytes with somebody else's session, from a page of ours. */
function replay(asker: APIRequestContext, request: Request) {
  const given = request.headers();
  const kept = ["next-action", "content-type", "accept"].map((name) => [name, given[name] ?? ""]);
  const headers = { ...Object.fromEntries(kept), Origin: new URL(request.url()).origin };
  const data = request.postDataBuffer() ?? Buffer.alloc(0);
  return asker.post(request.url(), { headers, data });
}

const rowsOf = (tenant: OwnTenant, email: string) =>
  query<{ action: string; reason: string | null }>(
    `select action, reason from "AuditEvent" where "tenantId" = $1 and email = $2 order by at, id`,
    [tenant.id, email],
  );

/** All that these forms can change, as one text. */
async function stateOf({ id }: OwnTenant): Promise<string> {
  const tables = ["Membership", "Team", "TeamMembership", "Invitation", "Grant"];
  const texts = tables.map(async (table) => {
    const [row] = await query<{ text: string | null }>(
      `select string_agg(t::text, ';' order by t::text) as text from "${table}" t where "tenantId" = $1`,
      [id],
    );
    return row?.text ?? "";
  });
  return (await Promise.all(texts)).join("\n");
}
