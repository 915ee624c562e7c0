import { randomBytes } from "node:crypto";
import type { Page } from "@playwright/test";
import { mintsOf, query } from "./database";
import {
  expect,
  openDashboard,
  openMenu,
  paneOf,
  readDashboard,
  signInWithoutForm,
  test,
} from "./fixtures";
import { confirm, mainOf, openPage, regionOf, replayRequest, submit } from "./forms";
import { callSandbox, sandboxUrl } from "./sandbox";

const operator = "operator@mullion.example";
const unique = () => randomBytes(4).toString("hex");
const refusals = /40[349] \(/;

/** Creates a Scoop app at the sandbox and a connection to it. */
async function createConnection(page: Page) {
  const slug = `own-${unique()}`;
  const app = `/scoop/admin/apps/${slug}`;
  await callSandbox("PUT", app, {});
  await callSandbox("PUT", `${app}/canvases/C_OWN`, { title: "Own canvas" });
  await callSandbox("PUT", `${app}/workspaces/W900`, { name: "Acme", tenant: "acme" });

  await openPage(page, "/operator/connections/new?vendor=scoop");
  const main = mainOf(page);
  await main.getByLabel("Name", { exact: true }).fill("Own connection");
  await main.getByLabel("Slug").fill(slug);
  await main.getByLabel("App URL").fill("http://vendor.example/");
  await main.getByLabel("App ID").fill(slug);
  await main.getByLabel("Token lifetime").fill("8");
  await main.getByRole("button", { name: "Create connection" }).click();
  // The field with the error has the focus, and the form keeps its values.
  await expect(main.getByText(/Must be an https URL/)).toBeVisible();
  await expect(main.getByLabel("App URL")).toBeFocused();
  await expect(main.getByLabel("App ID")).toHaveValue(slug);
  await expect(main.getByLabel("Token lifetime")).toHaveValue("8");
  await main.getByLabel("App URL").fill(`${sandboxUrl}/scoop`);
  await submit(page, main, "Create connection", "Connection created");
  await expect(page).toHaveURL(new RegExp(`/operator/connections/${slug}$`));
  return { slug, app };
}

/** Returns the id and the public key of a new key pair. */
async function generatePair(page: Page, activation: "Activate now" | "Activate later") {
  await page.getByRole("button", { name: "Generate key", exact: true }).first().click();
  const dialog = page.getByRole("dialog");
  await dialog.getByLabel("Type").selectOption({ label: "RS256 (2048-bit RSA key pair)" });
  await dialog.getByRole("radio", { name: activation }).check();
  await dialog.getByRole("button", { name: "Generate key", exact: true }).click();
  const publicKey = (await dialog.getByTestId("key-reveal").textContent({ timeout: 15_000 })) ?? "";
  const kid = (await dialog.locator("code").textContent()) ?? "";
  expect(publicKey).toContain("BEGIN PUBLIC KEY");
  await dialog.getByRole("button", { name: "Done" }).click();
  await expect(page.getByRole("dialog")).toHaveCount(0);
  return { kid, publicKey };
}

const publishedKeys = async (page: Page): Promise<string[]> => {
  const response = await page.request.get("/.well-known/jwks.json");
  expect(response.headers()["cache-control"]).toBe("public, max-age=300");
  const { keys } = (await response.json()) as { keys: Record<string, string>[] };
  for (const key of keys) expect(Object.keys(key)).not.toContain("d");
  return keys.map(({ kid = "" }) => kid);
};

test("an operator rotates a key while a member's dashboard stays live", async ({
  page,
  visitor,
  person,
  allowConsole,
}) => {
  test.setTimeout(150_000);
  allowConsole(refusals);
  await signInWithoutForm(page, operator);
  const { slug, app } = await createConnection(page);
  const first = await generatePair(page, "Activate now");
  await callSandbox("POST", `${app}/keys`, { publicKey: first.publicKey });

  await openPage(page, `/operator/tenants/acme/${slug}`);
  const whole = regionOf(page, "Tenant");
  await whole.getByLabel("Workspace").fill("W900");
  await submit(page, whole, "Save mapping", "Mapping saved");

  await openPage(page, "/operator/dashboards/new");
  const form = mainOf(page).locator("form").last();
  await form.getByLabel("Connection").selectOption(slug);
  await form.getByLabel("ID at the vendor").fill("C_OWN");
  await form.getByLabel("Title").fill(`Own canvas ${slug}`);
  await form.getByLabel("Slug").fill(slug);
  await submit(page, form, "Add dashboard", "Dashboard added");
  // For a new team: other tests count the dashboards that all of Acme can open.
  await query(
    `with team as (
       insert into "Team" (id, "tenantId", slug, name)
       select $1, id, $1, $1 from "Tenant" where slug = 'acme' returning id, "tenantId")
     insert into "Grant" (id, "tenantId", "teamId", "dashboardId") select $1, "tenantId", team.id, d.id
     from team, "Dashboard" d where d.slug = $1`,
    [slug],
  );

  const member = await person("acme", [slug]);
  const memberPage = await visitor();
  await signInWithoutForm(memberPage, member.email);
  await openDashboard(memberPage, "acme", slug);
  await readDashboard(memberPage);

  await openPage(page, `/operator/connections/${slug}`);
  const second = await generatePair(page, "Activate later");
  expect(await publishedKeys(page)).toEqual(expect.arrayContaining([first.kid, second.kid]));
  const file = await page.request.get(`/operator/connections/${slug}/keys/${second.kid}`);
  expect((await file.text()).trim()).toBe(second.publicKey.trim());
  await callSandbox("POST", `${app}/keys`, { publicKey: second.publicKey });
  await openMenu(page, new RegExp(`Actions for key ${second.kid}`));
  await page.getByRole("menuitem", { name: "Activate" }).click();
  await submit(page, page.getByRole("dialog"), "Activate", "Key activated");
  const keys = page.getByRole("table", { name: "Keys" });
  await expect(keys.getByRole("row").filter({ hasText: second.kid })).toContainText("Active");
  await expect(keys.getByRole("row").filter({ hasText: first.kid })).toContainText("Retiring");
  expect(await publishedKeys(page)).toContain(first.kid);

  // Two more tokens under the new key, while the pane stays as it was.
  await expect
    .poll(async () => (await mintsOf(member)).filter(({ kid }) => kid === second.kid).length, {
      timeout: 40_000,
    })
    .toBeGreaterThanOrEqual(2);
  expect((await mintsOf(member)).filter(({ outcome }) => outcome !== "allowed")).toEqual([]);
  await expect(paneOf(memberPage)).toHaveAttribute("data-state", /showing|renewing/);
  await readDashboard(memberPage);

  await openPage(page, `/operator/connections/${slug}`);
  const check = regionOf(page, "Test");
  await check.getByRole("button", { name: "Test connection" }).click();
  await expect(check).toContainText("a test token is accepted", { timeout: 15_000 });
  await expect(check.locator("[data-level=problem]")).toHaveCount(0);

  // A disabled connection closes open dashboards.
  await confirm(page, mainOf(page), "Disable connection", {
    action: "Disable",
    typed: slug,
    message: "Connection disabled",
  });
  await expect(paneOf(memberPage)).toHaveAttribute("data-reason", "not_configured", {
    timeout: 5_500,
  });
});

test("an operator adds a dashboard from a vendor's URL, moves it and deletes it", async ({
  page,
}) => {
  await signInWithoutForm(page, operator);
  await openPage(page, "/operator/dashboards/new");
  const url = regionOf(page, "Fill in from a URL");
  const form = mainOf(page).locator("form").last();
  await url.getByLabel("URL at the vendor").fill("https://example.com/nothing");
  await url.getByRole("button", { name: "Fill in" }).click();
  await expect(url.getByText(/No connection recognizes this URL/)).toBeVisible();
  const workbook = `${sandboxUrl}/sigma/mullion/workbook/Sales-Overview-wb01`;
  await url.getByLabel("URL at the vendor").fill(`${workbook}/element/el_revenue?:x=1`);
  await url.getByRole("button", { name: "Fill in" }).click();
  await expect(form.getByLabel("ID at the vendor")).toHaveValue(
    "Sales-Overview-wb01/element/el_revenue",
  );
  await expect(form.getByLabel("Connection")).toHaveValue("sigma");
  await expect(form.getByLabel("Type")).toHaveValue("element");
  const slug = `pasted-${unique()}`;
  await form.getByLabel("Title").fill(`Pasted ${slug}`);
  await form.getByLabel("Slug").fill(slug);
  await submit(page, form, "Add dashboard", "Dashboard added");

  await page.waitForURL(/\/operator\/dashboards$/);
  const up = page.getByRole("button", { name: `Move Pasted ${slug} up` });
  const position = async () =>
    (await page.getByRole("table").getByRole("link").allTextContents()).indexOf(`Pasted ${slug}`);
  await expect(up).toBeVisible();
  const before = await position();
  await up.click();
  await expect.poll(position).toBe(before - 1);

  await openPage(page, `/operator/dashboards/${slug}`);
  await confirm(page, mainOf(page), "Delete dashboard", {
    action: "Delete",
    typed: slug,
    message: "Dashboard deleted",
  });
  await expect(page).toHaveURL(/\/operator\/dashboards$/);
  await expect(page.getByRole("link", { name: `Pasted ${slug}` })).toHaveCount(0);
});

test("an operator imports dashboards from a vendor", async ({ page }) => {
  const id = `wb${unique()}`;
  await callSandbox("PUT", `/sigma/admin/organizations/mullion/workbooks/${id}`, {
    name: "Imported",
    pages: [],
    elements: [],
    teams: ["acme"],
  });
  await signInWithoutForm(page, operator);
  await openPage(page, "/operator/dashboards/import");
  await page.getByRole("link", { name: /^Load from Sigma/ }).click();
  await expect(page.getByText("Already added").first()).toBeVisible();
  await page.getByRole("checkbox", { name: `Imported-${id}` }).check();
  await submit(page, mainOf(page), "Add selected", "1 dashboard added");
  await expect(page).toHaveURL(/\/operator\/dashboards$/);
  await expect(page.getByRole("link", { name: "Imported" }).first()).toBeVisible();
  await query(`delete from "Dashboard" where ref = $1`, [`Imported-${id}`]);
});

test("an owner can't open the operator pages or replay an operator's request", async ({
  page,
  context,
  allowConsole,
}) => {
  allowConsole(/404 \(Not Found\)/);
  await signInWithoutForm(page, operator);
  await openPage(page, "/operator/tenants/new");
  const submitted = page.waitForRequest((request) => Boolean(request.headers()["next-action"]));
  const slug = `stolen-${unique()}`;
  await mainOf(page).getByLabel("Name", { exact: true }).fill("Stolen");
  await mainOf(page).getByLabel("Slug").fill("Not a slug");
  await mainOf(page).getByRole("button", { name: "Create tenant" }).click();
  const request = await submitted;
  const body = (request.postDataBuffer()?.toString() ?? "").replace("Not a slug", slug);
  await expect(page.getByText(/Use lowercase letters/)).toBeVisible();

  await context.clearCookies();
  await page.goto("/login");
  await signInWithoutForm(page, "owner@acme.example");
  for (const path of [
    "/operator/tenants",
    "/operator/tenants/acme",
    "/operator/tenants/acme/sigma",
    "/operator/connections",
    "/operator/connections/sigma",
    "/operator/connections/new",
    "/operator/dashboards",
    "/operator/dashboards/new",
    "/operator/dashboards/sigma-page",
    "/operator/connections/scoop/keys/any",
  ]) {
    expect((await page.request.get(path)).status(), path).toBe(404);
  }
  const replayed = await replayRequest(page.request, request, Buffer.from(body));
  expect(replayed.status()).toBe(404);
  expect(await query(`select 1 from "Tenant" where slug = $1`, [slug])).toEqual([]);
});
