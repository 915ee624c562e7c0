// The doctor at a vendor's door: what is broken is found, by name, and nothing else is called broken.
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import type { SignedIn } from "@/lib/auth/session";
import { db } from "@/lib/db";
import { openSandboxWorld, type SandboxWorld, testHost } from "@/lib/testing/accounts";
import { hasDatabase } from "@/lib/testing/environment";
import { makePerson } from "@/lib/testing/fixtures";
import { hasSandbox, type RunningSandbox, startSandbox } from "@/lib/testing/sandbox";
import { encrypt } from "@/lib/vault/vault";
import { checkDatabaseClock } from "./clock";
import { checkDatabase } from "./database";
import { isWell } from "./finding";
import { examineConnectionFor } from "./run-checks";

// The host's own answer comes from a stand-in; vendors still see the real origin of the host.
const host = vi.hoisted(() => ({ url: "" }));
vi.mock("./own-policy", async (original) => {
  const real = (await original()) as typeof import("./own-policy");
  return { ...real, readOwnPolicy: () => real.readOwnPolicy(host.url) };
});

describe.skipIf(!hasDatabase || !hasSandbox)("the doctor", () => {
  let sandbox: RunningSandbox;
  let world: SandboxWorld;
  let operator: SignedIn;
  const page = createServer((_, response) => {
    response.setHeader(
      "Content-Security-Policy",
      `frame-src ${sandbox.url}; script-src 'strict-dynamic'; connect-src ${sandbox.url}; form-action ${sandbox.url}`,
    );
    response.setHeader("Referrer-Policy", "strict-origin-when-cross-origin");
    response.end("a page");
  });
  beforeAll(async () => {
    sandbox = await startSandbox();
    world = await openSandboxWorld(sandbox);
    await makePerson(world.tenant.id, { role: "owner" });
    const { id, email } = await makePerson();
    operator = { sessionId: "", user: { id, email } } as unknown as SignedIn;
    await new Promise<void>((resolve) => page.listen(0, "127.0.0.1", resolve));
    host.url = `http://127.0.0.1:${(page.address() as AddressInfo).port}`;
  }, 120_000);
  afterAll(async () => {
    page.close();
    await sandbox?.stop();
  });

  type Vendor = keyof SandboxWorld["accounts"];
  const examine = (vendor: Vendor) =>
    examineConnectionFor(operator, world.accounts[vendor].file.slug);
  const problemsOf = async (vendor: Vendor) =>
    (await examine(vendor)).filter(({ level }) => level === "problem");

  it("finds the database well, its migrations and its clock", async () => {
    const { findings, usable } = await checkDatabase(db());
    expect(usable && isWell(findings)).toBe(true);
    expect((await checkDatabaseClock(db())).level).toBe("well");
  });

  it.each(["explo", "sigma", "holistics", "scoop", "basedash"] as const)(
    "finds %s well, and writes down whose token it tried",
    async (vendor) => {
      const findings = await examine(vendor);
      expect(findings.filter(({ level }) => level === "problem")).toEqual([]);
      const said = findings.map(({ what }) => what).join("\n");
      expect(said).toMatch(/a test token is accepted/);
      expect(said).not.toContain("eyJ");
      const row = await db().auditEvent.findFirst({
        where: { userId: operator.user.id, connection: world.connectionIds[vendor] },
      });
      expect(row).toMatchObject({ action: "doctor.test-token", outcome: "allowed" });
      expect(row?.detail).toMatchObject({ person: expect.stringContaining("@") });
    },
  );

  it("tells what a browser must do that no program can: keep a cookie", async () => {
    const notes = (await examine("basedash")).filter(({ level }) => level === "note");
    expect(notes.map(({ what }) => what)).toEqual([
      "Its session lives in a cookie inside the frame.",
    ]);
  });

  it("finds a host that the vendor does not let in", async () => {
    await sandbox.admin("PUT", "/sigma/admin/origins", { origins: ["https://elsewhere.example"] });
    const problems = await problemsOf("sigma");
    expect(problems.map(({ what }) => what).join()).toContain(
      "does not let http://localhost:3000 frame it",
    );
    await sandbox.admin("PUT", "/sigma/admin/origins", { origins: [testHost] });
  });

  it("explains the vendor's own words", async () => {
    const { credentials } = world.accounts.basedash.file;
    const organization = credentials[0]?.kid ?? "";
    const path = `/basedash/api/public/organizations/${organization}`;
    await sandbox.admin("PATCH", path, { fullEmbedEnabled: false });
    const [disabled] = await problemsOf("basedash");
    expect(disabled?.why).toContain("switched off");
    await sandbox.admin("PATCH", path, {
      ...{ fullEmbedEnabled: true, embedAllowedOrigins: ["https://elsewhere.example"] },
    });
    const [foreign] = await problemsOf("basedash");
    expect(foreign).toMatchObject({ mend: expect.stringContaining("embedAllowedOrigins") });
    await sandbox.admin("PATCH", path, { embedAllowedOrigins: [] });
  });

  it("finds a secret that is not the vendor's", async () => {
    const row = await db().embedCredential.findFirstOrThrow({
      where: { connectionId: world.connectionIds.holistics },
    });
    const set = (encryptedSecret: string) =>
      db().embedCredential.update({ where: { id: row.id }, data: { encryptedSecret } });
    await set(encrypt("not the vendor's secret, but long enough", row));
    const problems = await problemsOf("holistics");
    expect(problems.map(({ what }) => what).join()).toContain("refuses a test token (401)");
    await set(encrypt("short", row));
    expect((await problemsOf("holistics"))[0]?.what).toContain("at least 32 bytes");
    await set(encrypt("moved here", { ...row, kid: "another" }));
    expect((await problemsOf("holistics"))[0]?.what).toContain("does not open in the vault");
    await set(row.encryptedSecret);
  });

  it("finds a connection without a key, with settings that do not fit, and a tenant without a name", async () => {
    const id = world.connectionIds.scoop;
    await db().embedCredential.updateMany({
      where: { connectionId: id },
      data: { state: "retired" },
    });
    expect((await problemsOf("scoop")).map(({ what }) => what)).toContain("No active credential.");
    await db().embedCredential.updateMany({
      where: { connectionId: id },
      data: { state: "active" },
    });
    const row = await db().embedConnection.findUniqueOrThrow({ where: { id } });
    await db().embedConnection.update({ where: { id }, data: { settings: { appUrl: "nowhere" } } });
    const [settings] = await problemsOf("scoop");
    expect(settings?.what).toMatch(/appUrl.*appId/);
    await db().embedConnection.update({
      where: { id },
      data: { settings: row.settings as object },
    });
    await db().tenantMapping.deleteMany({ where: { connectionId: id } });
    expect((await problemsOf("scoop"))[0]?.what).toContain(world.tenant.slug);
  });

  it("finds a vendor that nobody answers for, and says so without its address's query", async () => {
    const id = world.connectionIds.explo;
    const row = await db().embedConnection.findUniqueOrThrow({ where: { id } });
    const dead = "http://127.0.0.1:9";
    const settings = { ...(row.settings as object), appUrl: dead, scriptUrl: `${dead}/bundle.js` };
    await db().embedConnection.update({ where: { id }, data: { settings } });
    const problems = await problemsOf("explo");
    expect(problems.map(({ what }) => what).join()).toContain("could not be reached");
    expect(JSON.stringify(problems)).not.toContain("eyJ");
    await db().embedConnection.update({
      where: { id },
      data: { settings: row.settings as object },
    });
  });
});
