import { query } from "./database";
import { all, askMint, expect, signIn, signInUnseen, test } from "./fixtures";

const refusal = ["code", "detail", "requestId", "status", "title", "type"];
const asPage = { "Sec-Fetch-Site": "same-origin" };

test("another tenant, its dashboards and its mint are not found", async ({ page, tolerate }) => {
  tolerate(/404 \(Not Found\)/);
  await signIn(page, "owner@acme.example");
  for (const path of [
    "/globex",
    "/globex/overview",
    ...all.map((slug) => `/globex/dashboards/${slug}`),
  ]) {
    expect((await page.request.get(path)).status(), path).toBe(404);
  }
  for (const tenant of ["globex", "no-such-tenant", "Acme", "acme%2f..", "__proto__"]) {
    expect(await askMint(page, tenant, "sigma-workbook")).toMatchObject({
      status: 404,
      code: "not_found",
    });
  }
});

test("a dashboard without a grant: the page is not found, its mint says not allowed", async ({
  page,
  tolerate,
}) => {
  tolerate(/404 \(Not Found\)|403 \(Forbidden\)/);
  await signIn(page, "viewer@acme.example");
  await expect(page.getByRole("link", { name: /Finance page/ })).toHaveCount(0);
  const response = await page.goto("/acme/dashboards/sigma-page");
  expect(response?.status()).toBe(404);
  const mint = await askMint(page, "acme", "sigma-page");
  expect(mint).toMatchObject({ status: 403, code: "not_allowed", cache: "no-store" });
  expect(mint.type).toContain("application/problem+json");
  expect(mint.keys).toEqual(refusal);
  expect(await askMint(page, "acme", "no-such-board")).toMatchObject({ status: 404 });
});

test("no role replaces a grant", async ({ page, tolerate }) => {
  tolerate(/403 \(Forbidden\)/);
  await signIn(page, "admin@acme.example");
  expect((await page.request.get("/acme/dashboards/basedash-app")).status()).toBe(404);
  expect(await askMint(page, "acme", "basedash-app")).toMatchObject({ code: "not_allowed" });
});

test("nobody is nobody: pages lead to sign-in and back, the mint refuses", async ({
  page,
  request,
}) => {
  const mint = "/api/tenants/acme/dashboards/sigma-workbook/embed";
  const response = await request.post(mint, { headers: asPage });
  expect(response.status()).toBe(401);
  expect(await response.json()).toMatchObject({ code: "signed_out" });
  expect((await request.get("/api/authority")).status()).toBe(401);
  await page.goto("/acme/dashboards/sigma-workbook");
  await expect(page).toHaveURL(/\/login\?next=%2Facme%2Fdashboards%2Fsigma-workbook$/);
  await signIn(page, "viewer@acme.example");
  await expect(page).toHaveURL(/\/acme\/dashboards\/sigma-workbook$/);
});

test("the mint takes only an empty POST from a page of ours", async ({ page, baseURL }) => {
  await signInUnseen(page, "viewer@acme.example");
  const path = "/api/tenants/acme/dashboards/sigma-workbook/embed";
  const post = async (headers: Record<string, string>, data?: string | Buffer) =>
    (await page.request.post(path, { headers, ...(data !== undefined && { data }) })).status();

  expect(await post(asPage)).toBe(200);
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
  expect(await post(asPage, '{"tenant":"globex"}')).toBe(400);
  expect(await post(asPage, Buffer.alloc(70_000, 97))).toBe(413);
  for (const method of ["GET", "HEAD", "PUT", "DELETE"]) {
    expect((await page.request.fetch(path, { method, headers: asPage })).status(), method).toBe(
      405,
    );
  }
});

test("an address that the API does not have is told so as a problem", async ({ request }) => {
  const response = await request.get("/api/nope/nothing");
  expect(response.status()).toBe(404);
  expect(response.headers()["content-type"]).toContain("application/problem+json");
});

test("nothing that a request carries beside the two slugs changes a token", async ({ page }) => {
  await signInUnseen(page, "sales@acme.example");
  const answer = await page.request.post(
    "/api/tenants/acme/dashboards/sigma-workbook/embed?tenant=globex&region=All&role=owner",
    { headers: { ...asPage, "X-Tenant": "globex", "X-Forwarded-User": "owner@globex.example" } },
  );
  const { pane } = await answer.json();
  const [, payload = ""] = /:jwt=[\w-]+\.([\w-]+)\./.exec(pane.src) ?? [];
  const claims = JSON.parse(Buffer.from(payload, "base64url").toString());
  expect(claims.user_attributes).toEqual({ tenant: "acme", region: "West" });
  expect(answer.headers()["cache-control"]).toBe("no-store");
});

test("no page holds a token, whatever it shows", async ({ page }) => {
  await signInUnseen(page, "owner@acme.example");
  for (const path of ["/acme", ...all.map((slug) => `/acme/dashboards/${slug}`)]) {
    const html = await (await page.request.get(path)).text();
    expect(html, path).not.toMatch(/eyJ[\w-]{10,}/);
    const rsc = await (await page.request.get(path, { headers: { RSC: "1" } })).text();
    expect(rsc, path).not.toMatch(/eyJ[\w-]{10,}/);
  }
});

test("the audit knows every mint and every refusal, and no token", async ({
  page,
  person,
  tolerate,
}) => {
  tolerate(/404 \(Not Found\)|403 \(Forbidden\)/);
  const someone = await person("acme");
  await signIn(page, someone.email);
  await askMint(page, "acme", "sigma-workbook");
  await askMint(page, "acme", "sigma-page");
  await askMint(page, "globex", "sigma-workbook");
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
