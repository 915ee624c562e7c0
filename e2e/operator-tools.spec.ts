import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { decrypt } from "@/lib/vault/vault";
import { query } from "./database";
import { expect, signInWithoutForm, test } from "./fixtures";
import { choose, openPage } from "./forms";
import { checkScreens } from "./screenshots";

const operator = "operator@mullion.example";

test("an operator checks the demo's connections and sees no problems", async ({ page }) => {
  test.setTimeout(180_000);
  await signInWithoutForm(page, operator);
  await openPage(page, "/operator/doctor");
  const summary = page.getByTestId("doctor-summary");
  // Other tests change their own connections meanwhile, so only the demo's count.
  await page.getByRole("button", { name: "Run checks", exact: true }).click();
  await expect(summary).toBeVisible({ timeout: 90_000 });
  for (const slug of ["explo", "sigma", "holistics-portal", "scoop", "basedash"]) {
    const group = page.getByRole("region", { name: `Connection: ${slug}`, exact: true });
    await expect(group.locator("[data-level=problem]"), slug).toHaveCount(0);
    await expect(group).toContainText("a test token is accepted");
  }
  await checkScreens(page, "operator-doctor-checked");
});

test("an operator previews a dashboard as another person, which is audited", async ({
  page,
  person,
}) => {
  const someone = await person("acme", ["Finance"]);
  await signInWithoutForm(page, operator);
  await openPage(page, "/operator/playground?tenant=acme");
  await choose(page.locator("main"), "Person", someone.email);
  await choose(page.locator("main"), "Dashboard", "Revenue overview");
  await page.getByRole("button", { name: "Preview as this person" }).click();
  const result = page.getByTestId("viewed");
  await expect(result).toContainText("Test Person can open this dashboard");
  await expect(result).toContainText("Shared with the whole tenant");
  // Decrypted on the server: the token itself is unreadable.
  await expect(result.getByRole("region", { name: "Claims" })).toContainText('"cst": "acme"');
  await expect(result.getByRole("region", { name: "Header" })).toContainText("A256GCM");
  for (const name of ["Frame", "React", "Server, TypeScript", "Server, Python"]) {
    await expect(result.getByRole("region", { name, exact: true })).not.toBeEmpty();
  }
  await result.getByRole("button", { name: "Load preview" }).click();
  const preview = page.getByTestId("preview").contentFrame();
  await expect(preview.getByTestId("tenant")).toHaveText("Acme", { timeout: 20_000 });
  // The preview fills the page.
  const width = await preview.locator("html").evaluate(() => window.innerWidth);
  expect(width).toBeGreaterThan(600);
  await page.getByTestId("preview").screenshot({ path: "test-results/screens/preview.png" });
  const [row] = await query<{ action: string; email: string; detail: { person: string } }>(
    `select action, email, detail from "AuditEvent" where detail ->> 'personId' = $1`,
    [someone.id],
  );
  expect(row).toMatchObject({ action: "playground.view-as", email: operator });
  expect(row?.detail.person).toBe(someone.email);
  await checkScreens(page, "operator-playground-viewed");
});

test("an operator sees which field is wrong, and why a person can't open a dashboard", async ({
  page,
}) => {
  await signInWithoutForm(page, operator);
  await openPage(page, "/operator/playground?tenant=acme");
  await choose(page.locator("main"), "Person", "nobody@acme.example");
  await choose(page.locator("main"), "Dashboard", "Finance page");
  await page.getByRole("button", { name: "Preview as this person" }).click();
  await expect(page.getByText("No user has this email address.")).toBeVisible();
  await expect(page.getByLabel("Person")).toBeFocused();
  await choose(page.locator("main"), "Person", "Acme Viewer");
  await page.getByRole("button", { name: "Preview as this person" }).click();
  const result = page.getByTestId("viewed");
  await expect(result).toContainText("Acme Viewer can’t open this dashboard");
  await expect(result).toContainText("Not shared with the tenant or any of their teams");
  await expect(result.getByRole("region", { name: "Token" })).toHaveCount(0);
});

test("an operator sees why a vendor workspace couldn't be created", async ({ page }) => {
  await signInWithoutForm(page, operator);
  await openPage(page, "/operator/workspaces");
  const row = page.getByRole("row", { name: /Initech/ });
  await expect(row).toContainText("Not created");
  await row.getByRole("button", { name: "Create for Initech" }).click();
  // The demo's connection has no API key.
  await expect(row).toContainText("Failed");
  await expect(row).toContainText("needs a credential: API key");
  await checkScreens(page, "operator-workspaces-failed");
  await query(`delete from "VendorObject" where kind = 'workspace'`);
});

test("a tenant owner can't find the operator tools", async ({ page, allowConsole }) => {
  allowConsole(/404 \(Not Found\)/);
  await signInWithoutForm(page, "owner@acme.example");
  for (const path of ["/operator/doctor", "/operator/playground", "/operator/workspaces"]) {
    expect((await page.goto(path))?.status(), path).toBe(404);
  }
});

test("database and logs contain no vault secret", async () => {
  const rows = await query<{
    connectionId: string;
    tenantId: string | null;
    kid: string;
    encryptedSecret: string;
  }>(`select "connectionId", "tenantId", kid, "encryptedSecret" from "EmbedCredential"`);
  const secrets = rows.map((row) => decrypt(row.encryptedSecret, row));
  expect(secrets.length).toBeGreaterThanOrEqual(7);
  const canaries = secrets.flatMap((secret) => {
    const bytes = Buffer.from(secret);
    // The first line of every PEM file is the same.
    const plain = secret.includes("\n") ? (secret.split("\n")[1] ?? "") : secret;
    return [plain, bytes.toString("base64"), bytes.toString("base64url"), bytes.toString("hex")];
  });
  const tables = await query<{ name: string }>(
    `select table_name as name from information_schema.tables where table_schema = current_schema()`,
  );
  let dump = "";
  for (const { name } of tables) {
    const [all] = await query<{ text: string | null }>(
      `select string_agg(t::text, E'\\n') as text from "${name}" t`,
    );
    dump += `${all?.text ?? ""}\n`;
  }
  expect(dump).toContain("owner@acme.example");
  const folder = join(process.cwd(), ".data-test/stack/logs");
  const logs = readdirSync(folder).map((name) => readFileSync(join(folder, name), "utf8"));
  for (const place of [dump, ...logs]) {
    expect(canaries.filter((one) => place.includes(one))).toEqual([]);
  }
});
