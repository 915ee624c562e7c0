import { generateKeyPairSync, randomUUID } from "node:crypto";
import { describe, expect, it } from "vitest";
import { db } from "@/lib/db";
import { mintEmbed } from "@/lib/embed/mint-embed";
import { hasDatabase } from "@/lib/testing/environment";
import { makePerson, makeTeam, makeWorld } from "@/lib/testing/fixtures";
import { applyConnectionFile, ConnectionFileError, parseConnectionFile } from "./connection-file";

const { privateKey } = generateKeyPairSync("rsa", {
  modulusLength: 2048,
  publicKeyEncoding: { type: "spki", format: "pem" },
  privateKeyEncoding: { type: "pkcs1", format: "pem" },
});

const fileFor = (tenant: string) => ({
  slug: `scoop-${randomUUID().slice(0, 8)}`,
  name: "Scoop",
  vendor: "scoop",
  settings: { appUrl: "https://embed.scoop.example", appId: "my-saas-app" },
  credentials: [{ kid: "key-1", algorithm: "RS256", secretFile: "scoop.pem" }],
  mappings: [{ tenant, names: { workspace: "W517" } }],
  dashboards: [
    {
      slug: `canvas-${randomUUID().slice(0, 8)}`,
      kind: "canvas",
      ref: "C_SALES_DASHBOARD",
      title: "Sales",
      grants: [{ tenant, capabilities: ["view", "explore"] }],
    },
  ],
});

const reasonsOf = async (work: Promise<unknown>): Promise<string[]> => {
  const error = await work.then(
    () => null,
    (reason: unknown) => reason,
  );
  expect(error).toBeInstanceOf(ConnectionFileError);
  return (error as ConnectionFileError).reasons;
};

describe.skipIf(!hasDatabase)("a connection file", () => {
  it("sets up a vendor account that the next mint uses", async () => {
    const { tenant } = await makeWorld();
    const person = await makePerson(tenant.id);
    const file = parseConnectionFile(fileFor(tenant.slug));
    await applyConnectionFile(db(), file, () => privateKey);
    // Applying it again changes nothing.
    await applyConnectionFile(db(), file, () => privateKey);
    expect(await db().grant.count({ where: { tenantId: tenant.id } })).toBe(1);
    expect(
      await db().auditEvent.count({
        where: { action: "connection.enter", detail: { path: ["connection"], equals: file.slug } },
      }),
    ).toBe(2);

    const { mint } = await mintEmbed({
      sessionId: person.sessionId,
      tenant: tenant.slug,
      dashboard: file.dashboards[0]?.slug ?? "",
      requestId: randomUUID(),
      scheme: "light",
    });
    const { vendor, pane } = mint;
    expect(vendor).toBe("scoop");
    expect(pane.kind === "component" && pane.props.canvasId).toBe("C_SALES_DASHBOARD");
    const [row] = await db().embedCredential.findMany({
      where: { connection: { slug: file.slug } },
    });
    expect(row?.publicKey).toContain("BEGIN PUBLIC KEY");
    expect(JSON.stringify(row)).not.toContain("PRIVATE");
  });

  it("keeps what it doesn't name and takes nothing from other connections and tenants", async () => {
    const { tenant } = await makeWorld();
    const team = await makeTeam(tenant.id, []);
    const good = fileFor(tenant.slug);
    const apply = (file: unknown) =>
      applyConnectionFile(db(), parseConnectionFile(file), () => privateKey);
    await apply(good);
    const { id: dashboardId } = await db().dashboard.findUniqueOrThrow({
      where: { slug: good.dashboards[0]?.slug ?? "" },
    });
    await db().grant.create({
      data: { dashboardId, tenantId: tenant.id, teamId: team.id, capabilities: ["view"] },
    });
    const where = { connection: { slug: good.slug } };
    await db().embedCredential.updateMany({ where, data: { state: "retiring" } });
    await apply(good);
    expect(await db().grant.count({ where: { dashboardId } })).toBe(2);
    expect((await db().embedCredential.findFirstOrThrow({ where })).state).toBe("retiring");

    await db().embedCredential.updateMany({ where, data: { state: "retired" } });
    expect(await reasonsOf(apply(good))).toEqual([expect.stringMatching(/key-1 is retired/)]);
    const other = fileFor((await makeWorld()).tenant.slug);
    expect(await reasonsOf(apply({ ...other, dashboards: good.dashboards }))).toEqual([
      expect.stringMatching(/belongs to another connection/),
    ]);
    // A whole workspace belongs to one tenant; another may have an inbox in it.
    const mappings = (inbox: object) => [
      ...good.mappings,
      { tenant: other.mappings[0]?.tenant, names: { workspace: "W517", ...inbox } },
    ];
    const credentials = [{ ...good.credentials[0], kid: "key-2" }];
    const both = (inbox: object) => ({ ...good, credentials, mappings: mappings(inbox) });
    expect((await reasonsOf(apply(both({}))))[0]).toMatch(/the same workspace and inbox/);
    await apply(both({ inbox: "own" }));
  });

  it("is refused with every reason, and nothing is stored", async () => {
    const { tenant } = await makeWorld();
    const good = fileFor(tenant.slug);
    const apply = (file: unknown, secret = privateKey) =>
      reasonsOf(
        Promise.resolve().then(() =>
          applyConnectionFile(db(), parseConnectionFile(file), () => secret),
        ),
      );

    expect(await apply({ ...good, settings: { appUrl: "http://scoop.example" } })).toHaveLength(2);
    expect(
      await apply({ ...good, mappings: [{ tenant: "nobody", names: { workspace: "W1" } }] }),
    ).toEqual(['There is no tenant "nobody".']);
    const exporting = {
      ...good.dashboards[0],
      grants: [{ tenant: tenant.slug, capabilities: ["view", "export"] }],
    };
    expect((await apply({ ...good, dashboards: [exporting] }))[0]).toMatch(
      /Scoop doesn't support export/,
    );
    const [weak = ""] = await apply(good, "not a key");
    expect(weak).toContain("key-1");
    expect(weak).not.toContain("not a key");
    expect(await apply({ ...good, secret: "in the wrong place" })).toHaveLength(1);
    expect(await db().embedConnection.count({ where: { slug: good.slug } })).toBe(0);
  });
});
