import { query } from "./database";
import { allDashboards, expect, requestMint, signIn, signInWithoutForm, test } from "./fixtures";

const problemMembers = ["code", "detail", "requestId", "status", "title", "type"];
const sameOrigin = { "Sec-Fetch-Site": "same-origin" };

test("an owner can't find another tenant's pages or mint its tokens", async ({
  page,
  allowConsole,
}) => {
  allowConsole(/404 \(Not Found\)/);
  await signIn(page, "owner@acme.example");
  for (const path of [
    "/globex",
    "/globex/overview",
    ...allDashboards.map((slug) => `/globex/dashboards/${slug}`),
  ]) {
    expect((await page.request.get(path)).status(), path).toBe(404);
  }
  for (const tenant of ["globex", "no-such-tenant", "Acme", "acme%2f..", "__proto__"]) {
    expect(await requestMint(page, tenant, "sigma-workbook")).toMatchObject({
      status: 404,
      code: "not_found",
    });
  }
});

test("a member can't open a dashboard that isn't shared with them", async ({
  page,
  allowConsole,
}) => {
  allowConsole(/404 \(Not Found\)|403 \(Forbidden\)/);
  await signIn(page, "viewer@acme.example");
  await expect(page.getByRole("link", { name: /Finance page/ })).toHaveCount(0);
  const response = await page.goto("/acme/dashboards/sigma-page");
  expect(response?.status()).toBe(404);
  const mint = await requestMint(page, "acme", "sigma-page");
  expect(mint).toMatchObject({ status: 403, code: "not_allowed", cache: "no-store" });
  expect(mint.type).toContain("application/problem+json");
  expect(mint.keys).toEqual(problemMembers);
  expect(await requestMint(page, "acme", "no-such-board")).toMatchObject({ status: 404 });
});

test("an admin can't open a dashboard that isn't shared with them", async ({
  page,
  allowConsole,
}) => {
  allowConsole(/403 \(Forbidden\)/);
  await signIn(page, "admin@acme.example");
  expect((await page.request.get("/acme/dashboards/basedash-app")).status()).toBe(404);
  expect(await requestMint(page, "acme", "basedash-app")).toMatchObject({ code: "not_allowed" });
});

test("a signed-out visitor can't mint a token, and returns to the dashboard after signing in", async ({
  page,
  request,
}) => {
  const mint = "/api/tenants/acme/dashboards/sigma-workbook/embed";
  const response = await request.post(mint, { headers: sameOrigin });
  expect(response.status()).toBe(401);
  expect(await response.json()).toMatchObject({ code: "signed_out" });
  expect((await request.get("/api/authority")).status()).toBe(401);
  await page.goto("/acme/dashboards/sigma-workbook");
  await expect(page).toHaveURL(/\/login\?next=%2Facme%2Fdashboards%2Fsigma-workbook$/);
  await signIn(page, "viewer@acme.example");
  await expect(page).toHaveURL(/\/acme\/dashboards\/sigma-workbook$/);
});

test("the mint route accepts only an empty POST from our own pages", async ({ page, baseURL }) => {
  await signInWithoutForm(page, "viewer@acme.example");
  const path = "/api/tenants/acme/dashboards/sigma-workbook/embed";
  const post = async (headers: Record<string, string>, data?: string | Buffer) =>
    (await page.request.post(path, { headers, ...(data !== undefined && { data }) })).status();

  expect(await post(sameOrigin)).toBe(200);
  expect(await post({ Origin: new URL(baseURL ?? "").origin })).toBe(200);
  for (const headers of [
    { "Sec-Fetch-Site": "cross-site" },
    { "Sec-Fetch-Site": "same-site" },
    { "Sec-Fetch-Site": "none" },
    { Origin: "null" },
    { Origin: "http://127.0.0.1:4000" },
    { Origin: `${new URL(baseURL ?? "").origin}.evil.example` },
    { "Sec-Fetch-Site": "cross-site", Origin: new URL(baseURL ?? "").origin },
    {},
  ] as Record<string, string>[]) {
    expect(await post(headers), JSON.stringify(headers)).toBe(403);
  }
  expect(await post(sameOrigin, '{"tenant":"globex"}')).toBe(400);
  expect(await post(sameOrigin, Buffer.alloc(70_000, 97))).toBe(413);
  for (const method of ["GET", "HEAD", "PUT", "DELETE"]) {
    expect((await page.request.fetch(path, { method, headers: sameOrigin })).status(), method).toBe(
      405,
    );
  }
});

test("an unknown API path returns a problem document", async ({ request }) => {
  const response = await request.get("/api/nope/nothing");
  expect(response.status()).toBe(404);
  expect(response.headers()["content-type"]).toContain("application/problem+json");
});

test("query parameters and headers don't change a member's claims", async ({ page }) => {
  await signInWithoutForm(page, "sales@acme.example");
  const response = await page.request.post(
    "/api/tenants/acme/dashboards/sigma-workbook/embed?tenant=globex&region=All&role=owner",
    {
      headers: { ...sameOrigin, "X-Tenant": "globex", "X-Forwarded-User": "owner@globex.example" },
    },
  );
  const { pane } = await response.json();
  const [, payload = ""] = /:jwt=[\w-]+\.([\w-]+)\./.exec(pane.src) ?? [];
  const claims = JSON.parse(Buffer.from(payload, "base64url").toString());
  expect(claims.user_attributes).toEqual({ tenant: "acme", region: "West" });
  expect(response.headers()["cache-control"]).toBe("no-store");
});

test("no page contains a token", async ({ page }) => {
  await signInWithoutForm(page, "owner@acme.example");
  for (const path of ["/acme", ...allDashboards.map((slug) => `/acme/dashboards/${slug}`)]) {
    const html = await (await page.request.get(path)).text();
    expect(html, path).not.toMatch(/eyJ[\w-]{10,}/);
    const rsc = await (await page.request.get(path, { headers: { RSC: "1" } })).text();
    expect(rsc, path).not.toMatch(/eyJ[\w-]{10,}/);
  }
});

test("the audit log records every mint and refusal, without tokens", async ({
  page,
  person,
  allowConsole,
}) => {
  allowConsole(/404 \(Not Found\)|403 \(Forbidden\)/);
  const someone = await person("acme");
  await signIn(page, someone.email);
  await requestMint(page, "acme", "sigma-workbook");
  await requestMint(page, "acme", "sigma-page");
  await requestMint(page, "globex", "sigma-workbook");
  const rows = await query<Record<string, unknown>>(
    `select * from "AuditEvent" where "userId" = $1 and action = 'mint' order by at`,
    [someone.id],
  );
  expect(rows.map(({ outcome, reason }) => [outcome, reason])).toEqual([
    ["allowed", null],
    ["refused", "not_allowed"],
    ["refused", "not_found"],
  ]);
  expect(JSON.stringify(rows)).not.toContain("eyJ");
  await expect(query(`update "AuditEvent" set outcome = 'allowed'`)).rejects.toThrow();
  await expect(query(`delete from "AuditEvent"`)).rejects.toThrow();
});
