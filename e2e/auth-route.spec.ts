import { expect, test } from "./fixtures";

const malformed = ["javascript:alert(1)", "%", "http://[", "http:evil", "x".repeat(5_000)];
const actions = ["session", "csrf", "providers", "signin", "signout", "callback/credentials"];

test("an address that cannot be parsed is the asker's mistake, and is not remembered", async ({
  page,
  baseURL,
}) => {
  const { request } = page;
  for (const action of actions) {
    for (const callbackUrl of malformed) {
      for (const method of ["GET", "POST"]) {
        const answer = await request.fetch(`/api/auth/${action}`, {
          method,
          params: { callbackUrl },
          maxRedirects: 0,
        });
        const about = `${method} ${action} ${callbackUrl.slice(0, 30)}`;
        expect(answer.status(), about).toBeLessThan(500);
        const location = answer.headers().location ?? "/";
        expect(new URL(location, baseURL).origin, about).toBe(baseURL);
        expect(answer.headers()["cache-control"], about).toContain("no-store");
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

test("a body that is no form, or endless, is refused in our words", async ({ page }) => {
  const send = (data: string) =>
    page.request.post("/api/auth/callback/credentials", {
      headers: { "Content-Type": "application/json" },
      data: Buffer.from(data),
    });
  for (const [data, code, status] of [
    ["{", "bad_request", 400],
    ["x".repeat(70_000), "too_large", 413],
  ] as const) {
    const answer = await send(data);
    expect(answer.status()).toBe(status);
    expect(await answer.json()).toMatchObject({ code, status });
  }
});

test("what the database would refuse is an account that does not exist", async ({ page }) => {
  const { csrfToken } = await (await page.request.get("/api/auth/csrf")).json();
  const answer = await page.request.post("/api/auth/callback/credentials", {
    form: { csrfToken, email: "a\u0000@b.example", password: "x", json: "true" },
    headers: { "X-Forwarded-For": "9".repeat(8_000) },
  });
  expect(answer.status()).toBe(401);
  expect((await answer.json()).url).toContain("error=CredentialsSignin");
});

test("the other name of this machine leads to ours, with every header", async ({
  page,
  baseURL,
}) => {
  const other = (baseURL ?? "").replace("localhost", "127.0.0.1");
  // `next start` listens on one name: the other arrives as a Host header.
  const answer = await page.request.get("/login?next=%2Facme", {
    headers: { Host: new URL(other).host },
    maxRedirects: 0,
  });
  expect(answer.status()).toBe(307);
  expect(new URL(answer.headers().location ?? "", baseURL).href).toBe(
    `${baseURL}/login?next=%2Facme`,
  );
  for (const name of ["content-security-policy", "referrer-policy", "x-frame-options"])
    expect(answer.headers()[name], name).toBeTruthy();
});
