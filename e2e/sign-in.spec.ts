import { query } from "./database";
import { expect, openMenu, password, signIn, test } from "./fixtures";

test("a suspended account, an unknown email and a wrong password show the same error", async ({
  page,
  allowConsole,
}) => {
  allowConsole(/401 \(Unauthorized\)/);
  const errors: (string | null)[] = [];
  for (const [email, given] of [
    ["suspended@acme.example", password],
    ["nobody@acme.example", password],
    ["viewer@acme.example", "not the password"],
  ] as const) {
    await page.goto("/login");
    const form = page.locator("form[data-ready=true]");
    await form.getByLabel("Email").fill(email);
    await form.getByLabel("Password").fill(given);
    await form.getByRole("button", { name: "Sign in", exact: true }).click();
    const alert = form.getByRole("alert");
    await expect(alert).not.toBeEmpty();
    errors.push(await alert.textContent());
    await expect(form.getByLabel("Email")).toHaveValue(email);
  }
  expect(new Set(errors).size).toBe(1);
  expect(await (await page.request.get("/api/auth/session")).json()).toEqual({});
});

test("signing in never redirects to another site", async ({ page }) => {
  await page.goto("/login?next=https://evil.example/");
  await signIn(page, "viewer@acme.example");
  await expect(page).toHaveURL(/^http:\/\/localhost:\d+\/acme$/);
});

test("signing out ends the session on the server", async ({ page, context }) => {
  await signIn(page, "viewer@acme.example");
  const session = await (await page.request.get("/api/auth/session")).json();
  expect(session.user.email).toBe("viewer@acme.example");
  const cookies = await context.cookies();
  await openMenu(page, /Acme Viewer/);
  await page.getByRole("menuitem", { name: "Sign out" }).click();
  await page.waitForURL(/\/login/);
  // The old cookie no longer works.
  await context.addCookies(cookies);
  expect(await (await page.request.get("/api/auth/session")).json()).toEqual({});
  await page.goto("/acme");
  await expect(page).toHaveURL(/\/login/);
});

test("a suspended person is signed out at the next request", async ({ page, person }) => {
  const someone = await person("acme");
  await signIn(page, someone.email);
  await query(`update "User" set "suspendedAt" = now() where id = $1`, [someone.id]);
  await page.goto("/acme");
  await expect(page).toHaveURL(/\/login/);
});

test("a visitor with an invalid session cookie has to sign in", async ({ request }) => {
  for (const value of ["x", "a.b.c.d.e", "%", "eyJhbGciOiJub25lIn0..", "é".repeat(10)]) {
    const response = await request.get("/acme", {
      headers: {
        Cookie: `mullion.session=${encodeURIComponent(value)}`,
        Authorization: `Bearer ${encodeURIComponent(value)}`,
      },
      maxRedirects: 0,
    });
    expect(response.status(), value).toBe(307);
  }
});

test("a consultant switches tenants, and an operator starts on the operator pages", async ({
  page,
  visitor,
}) => {
  await signIn(page, "consultant@partner.example");
  await expect(page).toHaveURL(/\/acme$/);
  await openMenu(page, /switch organization/);
  await page.getByRole("menuitemradio", { name: "Globex" }).click();
  await expect(page).toHaveURL(/\/globex$/);

  const other = await visitor();
  await signIn(other, "operator@mullion.example");
  await expect(other).toHaveURL(/\/operator/);
  expect((await other.request.get("/acme")).status()).toBe(404);
  expect((await page.request.get("/operator/tenants")).status()).toBe(404);
});

test("an empty tenant shows who can share dashboards", async ({ page }) => {
  await signIn(page, "owner@initech.example");
  await expect(page.getByRole("main")).toContainText(/Initech Owner/);
});
