import type { Page, Request } from "@playwright/test";
import { type Action, canDo } from "@/lib/tenants/roles";
import { roles } from "@/lib/tenants/schema";
import { query, type TestPerson } from "./database";
import { expect, signIn, signInWithoutForm, test } from "./fixtures";
import { choose, confirm, mainOf, openPage, regionOf, replayRequest, submit } from "./forms";
import type { TestTenant } from "./tenants";

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
  test(`the ${role} role opens the settings it may use, and no others`, async ({
    page,
    tenant,
    person,
    allowConsole,
  }) => {
    allowConsole(/404 \(Not Found\)/);
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

    // Actions that aren't allowed aren't offered.
    const owners = canDo(role, "owner.change");
    await page.goto(`${settings}/members/${tenant.owner.id}`);
    await expect(page.getByRole("button", { name: "Save role" })).toHaveCount(owners ? 1 : 0);
    await expect(page.getByRole("button", { name: "Remove" })).toHaveCount(owners ? 1 : 0);
    await page.goto(`${settings}/members/add`);
    const offered = page.getByRole("radio", { name: /^Owner/ });
    await expect(offered).toHaveCount(owners ? 1 : 0);
  });
}

test("replaying an owner's requests does only what the sender's role allows", async ({
  page,
  tenant,
  visitor,
  person,
}) => {
  test.setTimeout(120_000);
  await signInWithoutForm(page, tenant.owner.email);
  const sent = await performEveryAction(page, tenant, {
    someone: await person(tenant.slug),
    leaving: await person(tenant.slug),
    owner: await person(tenant.slug, [], "owner"),
  });
  const signedIn = async (email: string) => {
    const theirs = await visitor();
    await signInWithoutForm(theirs, email);
    return theirs.request;
  };
  const outsider = "owner@globex.example";
  const outsiderRequests = await signedIn(outsider);
  const before = await stateOf(tenant);
  for (const [action, request] of sent) {
    expect((await replayRequest(outsiderRequests, request)).status(), action).toBe(404);
  }
  expect(await rowsOf(tenant, outsider)).toEqual([]);
  expect(await stateOf(tenant)).toBe(before);

  for (const role of ["member", "admin"] as const) {
    const { email } = await person(tenant.slug, [], role);
    const requests = await signedIn(email);
    const initialState = await stateOf(tenant);
    for (const [action, request] of sent) {
      const auditedBefore = (await rowsOf(tenant, email)).length;
      await replayRequest(requests, request);
      const rows = (await rowsOf(tenant, email)).slice(auditedBefore);
      const refused = rows.map(({ reason }) => reason === "not_allowed");
      expect(refused, `${action} by ${role}`).toEqual([!canDo(role, action)]);
    }
    if (role === "member") expect(await stateOf(tenant)).toBe(initialState);
  }
});

type Sent = [Action, Request][];
type People = Record<"someone" | "leaving" | "owner", TestPerson>;

/** Performs every action in the settings and records the requests. */
async function performEveryAction(page: Page, tenant: TestTenant, people: People): Promise<Sent> {
  const { someone, leaving, owner } = people;
  const settings = `/${tenant.slug}/settings`;
  const sent: Sent = [];
  const record = async (action: Action, perform: () => Promise<unknown>) => {
    const request = page.waitForRequest((one) => Boolean(one.headers()["next-action"]));
    await perform();
    sent.push([action, await request]);
  };
  const [main, dialog] = [mainOf(page), page.getByRole("dialog")];
  const part = (name: string) => regionOf(page, name);

  await openPage(page, `${settings}/teams`);
  await page.getByRole("button", { name: "New team" }).click();
  await dialog.getByLabel("Name").fill("Field");
  await record("team.create", () => submit(page, dialog, "Create team", "Team created"));
  await openPage(page, `${settings}/teams/field`);
  await page.getByRole("button", { name: "Rename" }).click();
  await dialog.getByLabel("Name").fill("Field work");
  await record("team.rename", () => submit(page, dialog, "Rename", "Team renamed"));
  await part("Members").getByRole("button", { name: "Add member" }).click();
  await choose(dialog, "Member", someone.email);
  await record("team.people", () => submit(page, dialog, "Add to team", "Test Person added"));

  await openPage(page, `${settings}/grants/sigma-workbook`);
  await record("grant.set", () => submit(page, part("Share"), "Share", "Dashboard shared"));

  await openPage(page, `${settings}/members/${someone.id}`);
  await part("Role")
    .getByRole("radio", { name: /^Admin/ })
    .check();
  await record("membership.role", () => submit(page, part("Role"), "Save role", "Role saved"));
  await openPage(page, `${settings}/members/${someone.id}`);
  await choose(part("Region"), "Region", "West");
  await record("membership.region", () =>
    submit(page, part("Region"), "Save region", "Region saved"),
  );
  await openPage(page, `${settings}/members/${someone.id}`);
  await part("Teams").getByRole("checkbox", { name: "Sales" }).check();
  await record("membership.teams", () => submit(page, part("Teams"), "Save teams", "Teams saved"));
  await record("membership.suspend", () =>
    confirm(page, part("Access"), "Suspend", {
      action: "Suspend member",
      message: "Member suspended",
    }),
  );
  await record("membership.resume", () =>
    confirm(page, part("Access"), "Restore access", {
      action: "Restore access",
      message: "Access restored",
    }),
  );

  await openPage(page, `${settings}/members/${owner.id}`);
  await choose(part("Region"), "Region", "West");
  await record("owner.change", () => submit(page, part("Region"), "Save region", "Region saved"));

  await openPage(page, `${settings}/members/add`);
  await main.getByLabel("Email").fill(`invited@${tenant.slug}.example`);
  await record("invitation.create", () => submit(page, main, "Invite", "Invitation created"));
  await openPage(page, `${settings}/members`);
  await record("invitation.withdraw", () =>
    confirm(page, part("Invitations"), "Withdraw", {
      action: "Withdraw invitation",
      message: "Invitation withdrawn",
    }),
  );

  await openPage(page, `${settings}/members/${leaving.id}`);
  await record("membership.remove", () =>
    confirm(page, part("Access"), "Remove", {
      action: "Remove member",
      typed: leaving.email,
      message: "Member removed",
    }),
  );
  await openPage(page, `${settings}/teams/field`);
  await record("team.delete", () =>
    confirm(page, part("Delete team"), "Delete team", {
      action: "Delete team",
      typed: "Field work",
      message: "Team deleted",
    }),
  );
  return sent;
}

const rowsOf = (tenant: TestTenant, email: string) =>
  query<{ action: string; reason: string | null }>(
    `select action, reason from "AuditEvent" where "tenantId" = $1 and email = $2 order by at, id`,
    [tenant.id, email],
  );

/** Everything that these actions can change. */
async function stateOf({ id }: TestTenant): Promise<string> {
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
