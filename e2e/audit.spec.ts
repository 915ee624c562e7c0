import { readFileSync } from "node:fs";
import type { Locator, Page } from "@playwright/test";
import { query } from "./database";
import { expect, signInWithoutForm, test } from "./fixtures";
import { choose, openPage } from "./forms";

type Event = { action: string; outcome?: string; email: string; at?: string; dashboard?: string };

async function addEvents(tenant: { id: string; slug: string }, events: Event[]): Promise<void> {
  for (const [index, event] of events.entries()) {
    const { action, outcome = "allowed", email, at = new Date().toISOString(), dashboard } = event;
    await query(
      `insert into "AuditEvent" (id, at, action, outcome, email, "tenantId", "tenantSlug", dashboard, detail)
       values ($1, $2, $3, $4, $5, $6, $7, $8, '{"to": "West", "member": "a@b.example"}')`,
      [
        `${tenant.id}-${index}`,
        at,
        action,
        outcome,
        email,
        tenant.id,
        tenant.slug,
        dashboard ?? null,
      ],
    );
  }
}

const filters = (page: Page): Locator => page.getByRole("search");

const rowsOf = (page: Page) =>
  page.getByRole("table", { name: "Events, newest first" }).locator("tbody tr");

test("an owner filters the audit of their organization and exports what they see", async ({
  page,
  tenant,
  person,
}) => {
  const someone = await person(tenant.slug);
  await addEvents(tenant, [
    { action: "membership.region", email: tenant.owner.email },
    { action: "membership.region", email: tenant.owner.email },
    {
      action: "mint",
      outcome: "refused",
      email: someone.email,
      at: "2026-01-05T12:00:00Z",
      dashboard: "sigma-page",
    },
  ]);
  await signInWithoutForm(page, tenant.owner.email);
  await openPage(page, `/${tenant.slug}/settings/audit`);
  const rows = rowsOf(page);
  const clear = async () => {
    await page.getByRole("link", { name: "Clear filters" }).click();
    await expect(rows).toHaveCount(3);
  };
  await expect(rows).toHaveCount(3);
  await expect(rows.nth(0)).toHaveText(/Region changed.*Allowed.*member: a@b.example, to: West/);

  // Each filter applies as it is chosen.
  await choose(filters(page), "Action", "Region changed");
  await expect(rows).toHaveCount(2);
  await clear();
  await expect(filters(page).getByLabel("Action")).toHaveValue("");
  await filters(page).getByLabel("Outcome").selectOption({ label: "Refused" });
  await expect(rows).toHaveCount(1);
  await clear();
  await choose(filters(page), "Dashboard", "Finance page");
  await expect(rows).toHaveCount(1);
  await clear();
  await filters(page).getByLabel("To", { exact: true }).fill("2026-01-05");
  await expect(rows).toHaveCount(1);
  await clear();
  await filters(page).getByLabel("From", { exact: true }).fill("2026-01-06");
  await expect(rows).toHaveCount(2);
  await clear();
  await choose(filters(page), "Person", someone.email);
  await expect(rows).toHaveCount(1);
  await clear();
  await choose(filters(page), "Person", "nobody@elsewhere.example");
  await expect(page.getByText("No events match these filters.")).toBeVisible();

  // An invalid filter is reported, not ignored.
  await openPage(page, `/${tenant.slug}/settings/audit?from=soon`);
  await expect(page.getByText("“soon” isn't a valid from")).toBeVisible();

  await openPage(page, `/${tenant.slug}/settings/audit?action=membership.region`);
  const download = page.waitForEvent("download");
  await page.getByRole("link", { name: "Export CSV" }).click();
  const file = await download;
  expect(file.suggestedFilename()).toMatch(new RegExp(`^${tenant.slug}-audit-[\\d-]+\\.csv$`));
  const [header, ...lines] = readFileSync(await file.path(), "utf8")
    .trim()
    .split("\r\n");
  expect(header).toMatch(/^at,action,outcome,reason,email,tenant,/);
  expect(lines).toHaveLength(2);
  for (const line of lines) {
    expect(line).toContain(`"membership.region","allowed",,"${tenant.owner.email}"`);
  }
  // The export itself is in the audit.
  await openPage(page, `/${tenant.slug}/settings/audit?action=audit.export`);
  await expect(rows).toHaveCount(1);
});

test("an operator finds a tenant's events by its name", async ({ page, tenant }) => {
  await addEvents(tenant, [{ action: "grant.set", email: tenant.owner.email }]);
  await signInWithoutForm(page, "operator@mullion.example");
  await openPage(page, "/operator/audit");
  await choose(filters(page), "Tenant", tenant.name);
  await expect(rowsOf(page)).toHaveCount(1);
  await expect(rowsOf(page)).toContainText("Sharing changed");
  await expect(rowsOf(page)).toContainText(tenant.name);
});
