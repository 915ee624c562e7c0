import { expect, signInWithoutForm, test } from "./fixtures";
import { openPage } from "./forms";
import { callSandbox } from "./sandbox";

// Runs alone: a vendor's allowed origins apply to every connection to it.
test("an operator learns that a vendor doesn't allow our origin", async ({ page, baseURL }) => {
  test.setTimeout(120_000);
  const origin = new URL(baseURL ?? "").origin;
  const allowOrigins = (origins: string[]) =>
    callSandbox("PUT", "/holistics/admin/origins", { origins });
  await signInWithoutForm(page, "operator@mullion.example");
  await openPage(page, "/operator/doctor");
  try {
    await allowOrigins(["https://elsewhere.example"]);
    await page.getByRole("button", { name: "Run checks", exact: true }).click();
    const group = page.getByRole("region", { name: "Connection: holistics-portal", exact: true });
    const problem = group.locator("[data-level=problem]").first();
    await expect(problem).toContainText(`doesn't let ${origin} frame it`, { timeout: 90_000 });
    await expect(problem).toContainText("allowed origins at the vendor");
  } finally {
    await allowOrigins([origin]);
  }
});
