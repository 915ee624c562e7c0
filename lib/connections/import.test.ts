import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { db } from "@/lib/db";
import { hasDatabase } from "@/lib/testing/environment";
import { makeOperator, makeWorld, sigmaSecret } from "@/lib/testing/fixtures";
import { ValidationError } from "@/lib/validation";
import { importDashboards, listImportable, listImportSources } from "./import";

// Answers as the vendor's API reference shows: an access token, and pages of workbooks.
const requests: string[] = [];
let status = 200;
const vendor = createServer(async (request, response) => {
  let body = "";
  for await (const part of request) body += part;
  const { pathname, searchParams } = new URL(request.url ?? "", "http://vendor");
  requests.push(`${request.method} ${pathname} ${body}`);
  const say = (answer: object) => {
    response.writeHead(status, { "Content-Type": "application/json" });
    response.end(JSON.stringify(answer));
  };
  if (pathname === "/v2/auth/token") return say({ access_token: "granted" });
  if (request.headers.authorization !== "Bearer granted") status = 401;
  const second = searchParams.get("page") === "2";
  const base = "https://app.sigmacomputing.com/acme-org/workbook";
  return say({
    entries: second
      ? [{ name: "Orders", url: `${base}/Orders-wb03` }]
      : [
          { name: "Sales", url: `${base}/Sales-wb01` },
          { name: "Elsewhere", url: "https://app.sigmacomputing.com/other/workbook/X-wb02" },
        ],
    nextPage: second ? null : "2",
  });
});

beforeAll(() => new Promise<void>((resolve) => vendor.listen(0, "127.0.0.1", resolve)));
afterAll(() => new Promise((resolve) => vendor.close(resolve)));

async function makeListed() {
  const world = await makeWorld();
  const apiUrl = `http://127.0.0.1:${(vendor.address() as AddressInfo).port}`;
  const settings = { ...(world.connection.settings as object), apiUrl };
  await db().embedConnection.update({ where: { id: world.connection.id }, data: { settings } });
  return world;
}

describe.skipIf(!hasDatabase)("the import", () => {
  it("lists the connection's dashboards at the vendor, and adds the chosen ones once", async () => {
    const operator = await makeOperator();
    const world = await makeListed();
    const { slug } = world.connection;
    expect((await listImportSources(operator)).map((one) => one.slug)).toContain(slug);
    // The world's own dashboard is Sales-wb01.
    expect(await listImportable(operator, slug)).toEqual([
      { kind: "workbook", ref: "Sales-wb01", title: "Sales", isAdded: true },
      { kind: "workbook", ref: "Orders-wb03", title: "Orders", isAdded: false },
    ]);
    expect(requests.some((line) => line.includes(`client_id=${world.credential.kid}`))).toBe(true);
    const refs = ["Sales-wb01", "Orders-wb03", "Invented-wb9"];
    expect(await importDashboards(operator, slug, refs)).toBe(1);
    const rows = await db().dashboard.findMany({ where: { connectionId: world.connection.id } });
    expect(rows.map(({ ref }) => ref).sort()).toEqual(["Orders-wb03", "Sales-wb01"]);
    await expect(importDashboards(operator, slug, refs)).rejects.toBeInstanceOf(ValidationError);
    const audit = await db().auditEvent.findMany({ where: { userId: operator.user.id } });
    expect(audit.map(({ action, outcome }) => `${action} ${outcome}`).sort()).toEqual([
      "dashboard.create allowed",
      "dashboard.import refused",
    ]);
    expect(JSON.stringify(audit)).not.toContain(sigmaSecret);
  });

  it("explains a refusal or a missing key, without exposing a key", async () => {
    const operator = await makeOperator();
    const world = await makeListed();
    status = 401;
    const refused = await listImportable(operator, world.connection.slug).catch((error) => error);
    status = 200;
    expect(refused).toBeInstanceOf(ValidationError);
    expect(refused.message).toContain("401");
    expect(refused.message).not.toContain(sigmaSecret);
    const plain = await makeWorld();
    await expect(listImportable(operator, plain.connection.slug)).rejects.toThrow(/API URL/);
    await db().embedCredential.deleteMany({ where: { connectionId: world.connection.id } });
    await expect(listImportable(operator, world.connection.slug)).rejects.toThrow(/credential/);
  });
});
