import { expect, test } from "./fixtures";

const malformed = ["javascript:alert(1)", "%", "http://[", "http:evil", "x".repeat(5_000)];
const actions = ["session", "csrf", "providers", "signin", "signout", "callback/credentials"];

test("an invalid callback URL never fails the server or leads to another site", async ({
  page,
  baseURL,
}) => {
  const { request } = page;
  for (const action of actions) {
    for (const callbackUrl of malformed) {
      for (const method of ["GET", "POST"]) {
        const response = await request.fetch(`/api/auth/${action}`, {
          method,
          params: { callbackUrl },
          maxRedirects: 0,
        });
        const label = `${method} ${action} ${callbackUrl.slice(0, 30)}`;
        expect(response.status(), label).toBeLessThan(500);
        const location = response.headers().location ?? "/";
        expect(new URL(location, baseURL).origin, label).toBe(baseURL);
        expect(response.headers()["cache-control"], label).toContain("no-store");
      }
    }
  }
  await page
    .context()
    .addCookies([
      { name: "next-auth.callback-url", value: "javascript:alert(1)", url: baseURL ?? "" },
    ]);
  expect((await request.get("/api/auth/session")).status()).toBe(400);
  expect(await (await request.get("/api/auth/session")).json()).toEqual({});
});

test("a malformed or oversized sign-in request is refused", async ({ page }) => {
  const send = (data: string) =>
    page.request.post("/api/auth/callback/credentials", {
      headers: { "Content-Type": "application/json" },
      data: Buffer.from(data),
    });
  for (const [data, code, status] of [
    ["{", "bad_request", 400],
    ["x".repeat(70_000), "too_large", 413],
  ] as const) {
    const response = await send(data);
    expect(response.status()).toBe(status);
    expect(await response.json()).toMatchObject({ code, status });
  }
});

test("a sign-in with characters the database can't store fails as an unknown account", async ({
  page,
}) => {
  const { csrfToken } = await (await page.request.get("/api/auth/csrf")).json();
  const response = await page.request.post("/api/auth/callback/credentials", {
    form: { csrfToken, email: "a\u0000@b.example", password: "x", json: "true" },
    headers: { "X-Forwarded-For": "9".repeat(8_000) },
  });
  expect(response.status()).toBe(401);
  expect((await response.json()).url).toContain("error=CredentialsSignin");
});

test("a visitor at 127.0.0.1 is redirected to localhost with all security headers", async ({
  page,
  baseURL,
}) => {
  const other = (baseURL ?? "").replace("localhost", "127.0.0.1");
  // `next start` listens on one name: the other arrives as a Host header.
  const response = await page.request.get("/login?next=%2Facme", {
    headers: { Host: new URL(other).host },
    maxRedirects: 0,
  });
  expect(response.status()).toBe(307);
  expect(new URL(response.headers().location ?? "", baseURL).href).toBe(
    `${baseURL}/login?next=%2Facme`,
  );
  for (const name of ["content-security-policy", "referrer-policy", "x-frame-options"])
    expect(response.headers()[name], name).toBeTruthy();
});
