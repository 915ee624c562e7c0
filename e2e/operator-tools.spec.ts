import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { Page } from "@playwright/test";
import { decrypt } from "@/lib/vault/vault";
import { query } from "./database";
import { expect, signInUnseen, test } from "./fixtures";
import { choose, visit } from "./forms";
import { lookAt, looks, wear } from "./screenshots";

const operator = "operator@mullion.example";
/** Looks at what the page shows now, in each way. */
async function lookEachWay(page: Page, name: string): Promise<void> {
  for (const look of looks) {
    await wear(page, look);
    await lookAt(page, name, look);
  }
  await page.setViewportSize({ width: 1280, height: 800 });
}

test("the doctor accepts the demo, and finds a vendor that does not allow our origin", async ({
  page,
}) => {
  test.setTimeout(180_000);
  await signInUnseen(page, operator);
  await visit(page, "/operator/doctor");
  const summary = page.getByTestId("doctor-summary");
  // Other tests change connections of their own meanwhile: the demo's are what counts here.
  await page.getByRole("button", { name: "Run checks", exact: true }).click();
  await expect(summary).toBeVisible({ timeout: 90_000 });
  for (const slug of ["explo", "sigma", "holistics-portal", "scoop", "basedash"]) {
    const group = page.getByRole("region", { name: `Connection: ${slug}`, exact: true });
    await expect(group.locator("[data-level=problem]"), slug).toHaveCount(0);
    await expect(group).toContainText("a test token is accepted");
  }
  await lookEachWay(page, "operator-doctor-checked");

  const key = process.env.SANDBOX_ADMIN_KEY ?? "";
  const allow = (origins: string[]) =>
    fetch(`${process.env.SANDBOX_URL}/holistics/admin/origins`, {
      method: "PUT",
      headers: { Authorization: `Bearer ${key}`, "Content-Type": "application/json" },
      body: JSON.stringify({ origins }),
    });
  const host = new URL(page.url()).origin;
  try {
    await allow(["https://elsewhere.example"]);
    await page.getByRole("button", { name: "Run checks again" }).click();
    const group = page.getByRole("region", { name: "Connection: holistics-portal", exact: true });
    const problem = group.locator("[data-level=problem]").first();
    await expect(problem).toContainText(`doesn't let ${host} frame it`, { timeout: 90_000 });
    await expect(problem).toContainText("allowed origins at the vendor");
  } finally {
    await allow([host]);
  }
});

test("the playground previews a dashboard as another person, with code to copy, and is audited", async ({
  page,
  person,
}) => {
  const someone = await person("acme", ["Finance"]);
  await signInUnseen(page, operator);
  await visit(page, "/operator/playground?tenant=acme");
  await choose(page.locator("main"), "Person", someone.email);
  await choose(page.locator("main"), "Dashboard", "Revenue overview");
  await page.getByRole("button", { name: "Preview as this person" }).click();
  const seen = page.getByTestId("viewed");
  await expect(seen).toContainText("Test Person can open this dashboard");
  await expect(seen).toContainText("Shared with the whole tenant");
  // Decrypted on the server: the token itself is unreadable.
  await expect(seen.getByRole("region", { name: "Claims" })).toContainText('"cst": "acme"');
  await expect(seen.getByRole("region", { name: "Header" })).toContainText("A256GCM");
  for (const name of ["Frame", "React", "Server, TypeScript", "Server, Python"]) {
    await expect(seen.getByRole("region", { name, exact: true })).not.toBeEmpty();
  }
  await seen.getByRole("button", { name: "Load preview" }).click();
  const preview = page.getByTestId("preview").contentFrame();
  await expect(preview.getByTestId("tenant")).toHaveText("Acme", { timeout: 20_000 });
  // It has the room the page gives it.
  const width = await preview.locator("html").evaluate(() => window.innerWidth);
  expect(width).toBeGreaterThan(600);
  await page.getByTestId("preview").screenshot({ path: "test-results/screens/preview.png" });
  const [row] = await query<{ action: string; email: string; detail: { person: string } }>(
    `select action, email, detail from "AuditEvent" where detail ->> 'personId' = $1`,
    [someone.id],
  );
  expect(row).toMatchObject({ action: "playground.view-as", email: operator });
  expect(row?.detail.person).toBe(someone.email);
  await lookEachWay(page, "operator-playground-viewed");
});

test("the playground names the field of what does not exist, and explains a refusal", async ({
  page,
}) => {
  await signInUnseen(page, operator);
  await visit(page, "/operator/playground?tenant=acme");
  await choose(page.locator("main"), "Person", "nobody@acme.example");
  await choose(page.locator("main"), "Dashboard", "Finance page");
  await page.getByRole("button", { name: "Preview as this person" }).click();
  await expect(page.getByText("No user has this email address.")).toBeVisible();
  await expect(page.getByLabel("Person")).toBeFocused();
  await choose(page.locator("main"), "Person", "Acme Viewer");
  await page.getByRole("button", { name: "Preview as this person" }).click();
  const seen = page.getByTestId("viewed");
  await expect(seen).toContainText("Acme Viewer can’t open this dashboard");
  await expect(seen).toContainText("Not shared with the tenant or any of their teams");
  await expect(seen.getByRole("region", { name: "Token" })).toHaveCount(0);
});

test("creating a tenant's workspace at a vendor says why it fails", async ({ page }) => {
  await signInUnseen(page, operator);
  await visit(page, "/operator/workspaces");
  const row = page.getByRole("row", { name: /Initech/ });
  await expect(row).toContainText("Not created");
  await row.getByRole("button", { name: "Create for Initech" }).click();
  // The demo's connection has no API key.
  await expect(row).toContainText("Failed");
  await expect(row).toContainText("needs a credential: API key");
  await lookEachWay(page, "operator-workspaces-failed");
  await query(`delete from "VendorObject" where kind = 'workspace'`);
});

test("nobody but operators learns that these pages exist", async ({ page, tolerate }) => {
  tolerate(/404 \(Not Found\)/);
  await signInUnseen(page, "owner@acme.example");
  for (const path of ["/operator/doctor", "/operator/playground", "/operator/workspaces"]) {
    expect((await page.goto(path))?.status(), path).toBe(404);
  }
});

test("no secret of the vault is in a dump of the database, nor in a log", async () => {
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
    // Of a key in PEM its second line: the first is the same in all.
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
