// Follows docs/vendors.md: its connection file, its command, and the vendor's real URL.
import { spawnSync } from "node:child_process";
import { randomBytes, randomUUID } from "node:crypto";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { db } from "@/lib/db";
import { mintEmbed } from "@/lib/embed/mint-embed";
import { env } from "@/lib/env";
import { hasDatabase } from "@/lib/testing/environment";
import { makePerson } from "@/lib/testing/fixtures";
import { openToken } from "@/lib/vendors/open-token.fixtures";

const folder = mkdtempSync(join(tmpdir(), "connection-file-"));
const secret = randomBytes(32).toString("base64url");
const clientId = "0d7d1f5e-3a52-4d3c-9a55-5a39dbb1c0aa";
const mark = randomUUID().slice(0, 8);

/** The example of the document; its tenant, team and slugs under names that are this test's alone. */
function writeExample(tenant: string): string {
  const document = readFileSync("docs/vendors.md", "utf8");
  const example = /```json\n([\s\S]+?)```/.exec(document)?.[1] ?? "";
  const file = join(folder, "my-sigma.json");
  const text = example
    .replaceAll('{ "tenant": "acme", ', `{ "tenant": "${tenant}", `)
    .replace('"slug": "sigma-prod"', `"slug": "sigma-${mark}"`)
    .replace('"slug": "sales"', `"slug": "sales-${mark}"`)
    .replace("<client id>", clientId);
  writeFileSync(file, text);
  writeFileSync(join(folder, "sigma.secret"), secret);
  return file;
}

const connect = (file: string) =>
  spawnSync(process.execPath, ["scripts/run.mjs", "scripts/connect.ts", file], {
    encoding: "utf8",
    env: {
      PATH: process.env.PATH ?? "",
      NODE_ENV: "test",
      DATABASE_URL: env().DATABASE_URL,
      VAULT_KEY: process.env.VAULT_KEY ?? "",
      NEXTAUTH_SECRET: env().NEXTAUTH_SECRET,
    },
  });

describe.skipIf(!hasDatabase)("the documented connection file", () => {
  afterAll(() => rmSync(folder, { recursive: true }));

  it("gives the vendor's documented URL, header and claims", async () => {
    const slug = `t-${mark}`;
    const tenant = await db().tenant.create({ data: { slug, name: "Example" } });
    const { id, email, sessionId } = await makePerson(tenant.id);
    await db().user.update({ where: { id }, data: { name: "Jane Doe" } });
    await db().team.create({
      data: {
        ...{ tenantId: tenant.id, slug: "finance", name: "Finance" },
        members: {
          create: {
            membership: { connect: { tenantId_userId: { tenantId: tenant.id, userId: id } } },
          },
        },
      },
    });

    const { status, stdout, stderr } = connect(writeExample(slug));
    expect(stderr).toBe("");
    expect(stdout).toBe(`Saved sigma-${mark}: 1 dashboard. Open panes follow at once.\n`);
    expect(status).toBe(0);

    const request = { sessionId, tenant: slug, dashboard: `sales-${mark}` };
    const { mint } = await mintEmbed({ ...request, requestId: randomUUID(), scheme: "light" });
    if (mint.pane.kind !== "frame") throw new Error("a workbook is a frame");
    const token = /[?&]:jwt=([^&]+)/.exec(mint.pane.src)?.[1] ?? "";
    const { header, claims } = openToken(token, "HS256", secret);

    // By hand from the vendor's pages on embed URLs, JSON web token headers and claims.
    expect(mint.pane.src.replace(token, "TOKEN")).toBe(
      "https://app.sigmacomputing.com/my-org-slug/workbook/Sales-28xgywpg21TkRWtz3jVRCe" +
        "?:jwt=TOKEN&:embed=true&:theme=Light&:lng=en-US&:menu_position=bottom&:responsive_height=true",
    );
    expect(header).toStrictEqual({ alg: "HS256", typ: "JWT", kid: clientId });
    const [local, domain] = email.split("@");
    expect(claims).toStrictEqual({
      sub: `${local}+${slug}@${domain}`,
      iss: clientId,
      jti: mint.id,
      iat: expect.any(Number),
      exp: (claims.iat as number) + mint.expiresIn,
      account_type: "Act",
      teams: ["Acme", "Acme Finance"],
      user_attributes: { tenant: "acme", region: "All" },
      first_name: "Jane",
      last_name: "Doe",
    });
  });
});
