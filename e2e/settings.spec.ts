import type { Page } from "@playwright/test";
import { query } from "./database";
import {
  expect,
  openDashboard,
  paneOf,
  password,
  readDashboard,
  signIn,
  signInWithoutForm,
  test,
  vendorOf,
} from "./fixtures";
import { acceptInvitation, choose, confirm, mainOf, openPage, regionOf, submit } from "./forms";

const rowOf = (page: Page, text: string) => page.getByRole("row").filter({ hasText: text });
const notFound = (page: Page) => page.getByRole("heading", { name: "Page not found" });

test("an owner invites a new person, who creates an account; the link works once", async ({
  page,
  tenant,
  visitor,
}) => {
  const email = `new@${tenant.slug}.example`;
  await signInWithoutForm(page, tenant.owner.email);
  await openPage(page, `/${tenant.slug}/settings/members/add`);
  const main = mainOf(page);
  await main.getByLabel("Email").fill("not an address");
  await main.getByRole("button", { name: "Invite", exact: true }).click();
  await expect(main.getByText("Enter one email address.")).toBeVisible();
  await expect(main.getByLabel("Email")).toBeFocused();
  await main.getByLabel("Email").fill(email);
  await main.getByRole("radio", { name: /^Admin/ }).check();
  await choose(main, "Region", "West");
  await main.getByRole("checkbox", { name: "Sales" }).check();
  await submit(page, main, "Invite", "Invitation created");
  const link = await main.getByLabel("Link", { exact: true }).inputValue();

  const members = `/${tenant.slug}/settings/members`;
  await openPage(page, members);
  const invited = regionOf(page, "Invitations");
  await expect(invited.getByRole("row").filter({ hasText: email })).toContainText("Admin");

  const theirs = await visitor();
  await openPage(theirs, link);
  await expect(theirs.getByText(`Test Person invited ${email} as an admin.`)).toBeVisible();
  await theirs.getByLabel("Your name").fill("Nora New");
  await theirs.getByLabel("Password").fill("short");
  await theirs.getByRole("button", { name: `Join ${tenant.name}` }).click();
  await expect(theirs.getByText("Use at least 15 characters.")).toBeVisible();
  await expect(theirs.getByLabel("Your name")).toHaveValue("Nora New");
  await acceptInvitation(theirs, link, { name: "Nora New", password, tenant: tenant.name });
  await expect(theirs).toHaveURL(new RegExp(`/${tenant.slug}$`));

  await openPage(page, members);
  await expect(rowOf(page, email)).toHaveText(/Nora New.*Admin.*West.*Sales.*Active/);
  await expect(invited.getByText("No open invitations.")).toBeVisible();
  const other = await visitor();
  await other.goto(link);
  await expect(other.getByText("This invitation no longer works")).toBeVisible();
});

test("an invitation works for one email address, until an owner withdraws it", async ({
  page,
  tenant,
  visitor,
  person,
}) => {
  const email = `late@${tenant.slug}.example`;
  const other = await person("acme");
  await signInWithoutForm(page, tenant.owner.email);
  await openPage(page, `/${tenant.slug}/settings/members/add`);
  await mainOf(page).getByLabel("Email").fill(email);
  await submit(page, mainOf(page), "Invite", "Invitation created");
  const link = await page.getByLabel("Link", { exact: true }).inputValue();
  // Someone with an account signs in to accept.
  await page.getByRole("button", { name: "Invite another person" }).click();
  await mainOf(page).getByLabel("Email").fill(other.email);
  await submit(page, mainOf(page), "Invite", "Invitation created");
  const theirs = await visitor();
  await theirs.goto(await page.getByLabel("Link", { exact: true }).inputValue());
  await theirs.getByRole("link", { name: "Sign in" }).click();
  await theirs.waitForURL(/\/login/);
  await signIn(theirs, other.email);
  await theirs.getByRole("button", { name: /^Join/ }).click();
  await theirs.waitForURL(`**/${tenant.slug}`);
  await openPage(page, `/${tenant.slug}/settings/members`);
  await expect(rowOf(page, other.email)).toContainText("Member");

  await theirs.goto(link);
  await expect(theirs.getByText(`You're signed in as ${other.email}`)).toBeVisible();
  await expect(theirs.getByRole("button", { name: /^Join/ })).toHaveCount(0);

  await confirm(page, rowOf(page, email), "Withdraw", {
    action: "Withdraw invitation",
    message: "Invitation withdrawn",
  });
  await expect(rowOf(page, email)).toHaveCount(0);
  await theirs.goto(link);
  await expect(theirs.getByText("This invitation no longer works")).toBeVisible();
});

test("an owner changes a member's role, suspends, restores and removes them", async ({
  page,
  tenant,
  visitor,
  person,
}) => {
  const someone = await person(tenant.slug);
  const home = `/${tenant.slug}`;
  const theirs = await visitor();
  await signInWithoutForm(theirs, someone.email);
  await theirs.goto(home);
  const theirSettings = theirs.getByRole("link", { name: "Settings", exact: true });
  await expect(theirSettings).toHaveCount(0);

  await signInWithoutForm(page, tenant.owner.email);
  await openPage(page, `${home}/settings/members?q=${someone.email}`);
  await page.getByRole("link", { name: "Test Person" }).click();
  const role = regionOf(page, "Role");
  await role.getByRole("radio", { name: /^Admin/ }).check();
  await submit(page, role, "Save role", "Role saved");
  await theirs.goto(home);
  await theirSettings.click();
  await expect(theirs.getByRole("heading", { name: "Members" })).toBeVisible();

  const access = regionOf(page, "Access");
  await confirm(page, access, "Suspend", {
    action: "Suspend member",
    message: "Member suspended",
  });
  await expect(mainOf(page).getByText(`${someone.email}, suspended`)).toBeVisible();
  await theirs.goto(home);
  await expect(notFound(theirs)).toBeVisible();

  await confirm(page, access, "Restore access", {
    action: "Restore access",
    message: "Access restored",
  });
  await theirs.goto(home);
  await expect(theirSettings).toBeVisible();

  await confirm(page, access, "Remove", {
    action: "Remove member",
    typed: someone.email,
    message: "Member removed",
  });
  await expect(page).toHaveURL(/\/settings\/members$/);
  await expect(rowOf(page, someone.email)).toHaveCount(0);
  await theirs.goto(home);
  await expect(notFound(theirs)).toBeVisible();
});

test("the last owner can't step down until there is another", async ({ page, tenant, person }) => {
  const needs = `${tenant.name} needs an owner. Make another member an owner first.`;
  const second = await person(tenant.slug);
  const members = `/${tenant.slug}/settings/members`;
  await signInWithoutForm(page, tenant.owner.email);
  await openPage(page, `${members}/${tenant.owner.id}`);
  const [role, access] = [regionOf(page, "Role"), regionOf(page, "Access")];
  await role.getByRole("radio", { name: /^Member/ }).check();
  await role.getByRole("button", { name: "Save role" }).click();
  await expect(role.getByText(needs)).toBeVisible();

  const dialog = page.getByRole("alertdialog");
  await access.getByRole("button", { name: "Suspend" }).click();
  await dialog.getByRole("button", { name: "Suspend" }).click();
  await expect(dialog.getByText(needs)).toBeVisible();
  await dialog.getByRole("button", { name: "Cancel" }).click();
  await access.getByRole("button", { name: "Remove" }).click();
  await dialog.getByLabel(`Type ${tenant.owner.email} to confirm`).fill(tenant.owner.email);
  await dialog.getByRole("button", { name: "Remove" }).click();
  await expect(dialog.getByText(needs)).toBeVisible();
  await page.reload();
  await expect(role.getByRole("radio", { name: /^Owner/ })).toBeChecked();

  await openPage(page, `${members}/${second.id}`);
  await role.getByRole("radio", { name: /^Owner/ }).check();
  await submit(page, role, "Save role", "Role saved");
  await openPage(page, `${members}/${tenant.owner.id}`);
  await role.getByRole("radio", { name: /^Member/ }).check();
  await role.getByRole("button", { name: "Save role" }).click();
  // A member has no settings, so the former owner is taken to the dashboards.
  await expect(page).toHaveURL(new RegExp(`/${tenant.slug}$`));
  await expect(page.getByRole("heading", { name: "Dashboards", exact: true })).toBeVisible();
  await expect(page.getByRole("link", { name: "Settings", exact: true })).toHaveCount(0);
});

test("an owner creates a team, renames it, changes its members and deletes it", async ({
  page,
  tenant,
  person,
}) => {
  const someone = await person(tenant.slug);
  await signInWithoutForm(page, tenant.owner.email);
  await openPage(page, `/${tenant.slug}/settings/teams`);
  const dialog = page.getByRole("dialog");
  await page.getByRole("button", { name: "New team" }).click();
  await dialog.getByLabel("Name").fill("sales");
  await dialog.getByRole("button", { name: "Create team" }).click();
  await expect(dialog.getByText("Another team has this name.")).toBeVisible();
  await dialog.getByLabel("Name").fill("Field");
  await submit(page, dialog, "Create team", "Team created");
  await expect(page).toHaveURL(/\/settings\/teams\/field$/);

  await page.getByRole("button", { name: "Rename" }).click();
  await dialog.getByLabel("Name").fill("Field work");
  await submit(page, dialog, "Rename", "Team renamed");
  await expect(page.getByRole("heading", { level: 1, name: "Field work" })).toBeVisible();

  const members = regionOf(page, "Members");
  await members.getByRole("button", { name: "Add member" }).click();
  await dialog.getByRole("button", { name: "Add to team" }).click();
  await expect(dialog.getByText("Choose a member.")).toBeVisible();
  await dialog.getByLabel("Member").fill("nobody@elsewhere.example");
  await expect(page.getByText(`No other member of ${tenant.name} matches`)).toBeVisible();
  await choose(dialog, "Member", someone.email);
  await submit(page, dialog, "Add to team", "Test Person added");
  await expect(rowOf(page, someone.email)).toContainText("Active");
  await confirm(page, rowOf(page, someone.email), "Remove from team", {
    action: "Remove from team",
    message: "Removed from team",
  });
  await expect(members.getByText("No members in this team yet.")).toBeVisible();

  // From the member's page.
  await openPage(page, `/${tenant.slug}/settings/members/${someone.id}`);
  const teams = regionOf(page, "Teams");
  await teams.getByRole("checkbox", { name: "Field work" }).check();
  await submit(page, teams, "Save teams", "Teams saved");
  await openPage(page, `/${tenant.slug}/settings/members?team=field`);
  await expect(rowOf(page, someone.email)).toContainText("Field work");

  await openPage(page, `/${tenant.slug}/settings/teams/field`);
  await confirm(page, regionOf(page, "Delete team"), "Delete team", {
    action: "Delete team",
    typed: "Field work",
    message: "Team deleted",
  });
  await expect(page).toHaveURL(/\/settings\/teams$/);
  await expect(page.getByRole("link", { name: "Field work" })).toHaveCount(0);
  await openPage(page, `/${tenant.slug}/settings/members/${someone.id}`);
  await expect(teams.getByRole("checkbox")).toHaveCount(2);
});

test("an owner shares a dashboard with a team, changes its permissions and stops sharing", async ({
  page,
  tenant,
  visitor,
  person,
}) => {
  const inside = await person(tenant.slug, ["Sales"]);
  const outside = await person(tenant.slug, ["Finance"]);
  const home = `/${tenant.slug}`;
  const [theirs, others] = [await visitor(), await visitor()];
  await signIn(theirs, inside.email);
  await signIn(others, outside.email);
  await expect(theirs.getByText("No dashboards yet")).toBeVisible();

  await signInWithoutForm(page, tenant.owner.email);
  await openPage(page, `${home}/settings/grants`);
  await expect(rowOf(page, "Sales portal")).toContainText("No one");
  await page.getByRole("link", { name: "Sales portal" }).click();
  await page.waitForURL(/\/grants\/holistics-portal$/);
  const share = regionOf(page, "Share");
  await choose(share, "Share with", "Sales");
  await share.getByRole("checkbox", { name: /^View/ }).uncheck();
  await share.getByRole("button", { name: "Share" }).click();
  await expect(share.getByText("Choose at least one permission.")).toBeVisible();
  // Export requires View.
  await share.getByRole("checkbox", { name: /^Export/ }).check();
  await expect(share.getByRole("checkbox", { name: /^View/ })).toBeChecked();
  await submit(page, share, "Share", "Dashboard shared");
  const sales = regionOf(page, "Sales");
  await expect(sales.getByRole("checkbox", { name: /^Export/ })).toBeChecked();

  await theirs.goto(home);
  await expect(mainOf(theirs).getByRole("link")).toHaveText(["Sales portal"]);
  await openDashboard(theirs, tenant.slug, "holistics-portal");
  expect((await readDashboard(theirs)).total).toBeGreaterThan(0);
  const exportButton = async () =>
    (await vendorOf(theirs)).getByRole("button", { name: "Export CSV" });
  await expect(await exportButton()).toBeVisible();
  await others.goto(home);
  await expect(others.getByText("No dashboards yet")).toBeVisible();
  expect((await others.request.get(`${home}/dashboards/holistics-portal`)).status()).toBe(404);

  await sales.getByRole("checkbox", { name: /^Export/ }).uncheck();
  await submit(page, sales, "Save", "Permissions saved");
  await theirs.reload();
  await readDashboard(theirs);
  await expect(await exportButton()).toHaveCount(0);

  const lastDay = sales.getByLabel("Last day of access");
  await lastDay.fill("2020-01-31");
  await sales.getByRole("button", { name: "Save" }).click();
  await expect(sales.getByText("Choose a future date.")).toBeVisible();
  await lastDay.fill("2099-12-31");
  await submit(page, sales, "Save", "Permissions saved");
  await page.reload();
  await expect(lastDay).toHaveValue("2099-12-31");
  await expect(paneOf(theirs)).toHaveAttribute("data-state", "showing");
  // The grant's last day passes while the dashboard is open.
  await query(`update "Grant" set "expiresAt" = now() where "tenantId" = $1`, [tenant.id]);
  await expect(paneOf(theirs)).toHaveAttribute("data-reason", "not_allowed", { timeout: 5_500 });
  await page.reload();
  await expect(sales.getByText("Access has ended.")).toBeVisible();

  await confirm(page, sales, "Stop sharing", {
    action: "Stop sharing",
    message: "Sharing stopped",
  });
  await expect(page.getByText("This dashboard isn't shared with anyone yet.")).toBeVisible();
  await theirs.goto(home);
  await expect(theirs.getByText("No dashboards yet")).toBeVisible();
});
