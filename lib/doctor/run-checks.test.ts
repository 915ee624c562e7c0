import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import type { SignedIn } from "@/lib/auth/session";
import { db } from "@/lib/db";
import { openSandboxWorld, type SandboxWorld, testHost } from "@/lib/testing/accounts";
import { hasDatabase } from "@/lib/testing/environment";
import { makePerson } from "@/lib/testing/fixtures";
import { hasSandbox, type RunningSandbox, startSandbox } from "@/lib/testing/sandbox";
import { ValidationError } from "@/lib/validation";
import { encrypt } from "@/lib/vault/vault";
import { countProblems } from "./check-result";
import { checkDatabaseClock } from "./clock";
import { checkDatabase } from "./database";
import { runConnectionChecks } from "./run-checks";

// No app runs here: a small server has its pages, and vendors still see the app's origin.
const host = vi.hoisted(() => ({ url: "" }));
vi.mock("./host-pages", async (original) => {
  const real = (await original()) as typeof import("./host-pages");
  return { ...real, checkHostPages: () => real.checkHostPages(host.url) };
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
  const check = (vendor: Vendor) => runConnectionChecks(operator, world.accounts[vendor].file.slug);
  const problemsOf = async (vendor: Vendor) =>
    (await check(vendor)).filter(({ level }) => level === "problem");

  it("accepts the database, its migrations and its clock", async () => {
    const { results, isUsable } = await checkDatabase(db());
    expect(isUsable).toBe(true);
    expect(countProblems(results)).toBe(0);
    expect((await checkDatabaseClock(db())).level).toBe("ok");
  });

  it.each(["explo", "sigma", "holistics", "scoop", "basedash"] as const)(
    "accepts %s, and records whose token it tested",
    async (vendor) => {
      const results = await check(vendor);
      expect(results.filter(({ level }) => level === "problem")).toEqual([]);
      const summaries = results.map(({ summary }) => summary).join("\n");
      expect(summaries).toMatch(/a test token is accepted/);
      expect(summaries).not.toContain("eyJ");
      const row = await db().auditEvent.findFirst({
        where: { userId: operator.user.id, connection: world.connectionIds[vendor] },
      });
      expect(row).toMatchObject({ action: "doctor.test-token", outcome: "allowed" });
      expect(row?.detail).toMatchObject({ person: expect.stringContaining("@") });
    },
  );

  it("notes that a session needs a cookie, which only a browser can prove", async () => {
    const notes = (await check("basedash")).filter(({ level }) => level === "note");
    expect(notes.map(({ summary }) => summary)).toEqual([
      "Its session needs a cookie inside the frame.",
    ]);
  });

  it("finds that the vendor does not allow the app's origin", async () => {
    await sandbox.admin("PUT", "/sigma/admin/origins", { origins: ["https://elsewhere.example"] });
    const problems = await problemsOf("sigma");
    expect(problems.map(({ summary }) => summary).join()).toContain(
      "doesn't let http://localhost:3000 frame it",
    );
    await sandbox.admin("PUT", "/sigma/admin/origins", { origins: [testHost] });
  });

  it("explains the vendor's error texts", async () => {
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
    expect(foreign).toMatchObject({ fix: expect.stringContaining("embedAllowedOrigins") });
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
    expect(problems.map(({ summary }) => summary).join()).toContain("refuses a test token (401)");
    await set(encrypt("short", row));
    expect((await problemsOf("holistics"))[0]?.summary).toContain("at least 32 bytes");
    await set(encrypt("moved here", { ...row, kid: "another" }));
    expect((await problemsOf("holistics"))[0]?.summary).toContain("vault can't decrypt");
    await set(row.encryptedSecret);
  });

  it("finds a missing key, invalid settings and a missing mapping", async () => {
    const id = world.connectionIds.scoop;
    await db().embedCredential.updateMany({
      where: { connectionId: id },
      data: { state: "retired" },
    });
    expect((await problemsOf("scoop")).map(({ summary }) => summary)).toContain(
      "No key is active.",
    );
    await db().embedCredential.updateMany({
      where: { connectionId: id },
      data: { state: "active" },
    });
    const row = await db().embedConnection.findUniqueOrThrow({ where: { id } });
    await db().embedConnection.update({ where: { id }, data: { settings: { appUrl: "nowhere" } } });
    const [settings] = await problemsOf("scoop");
    expect(settings?.summary).toMatch(/appUrl.*appId/);
    await db().embedConnection.update({
      where: { id },
      data: { settings: row.settings as object },
    });
    await db().tenantMapping.deleteMany({ where: { connectionId: id } });
    expect((await problemsOf("scoop"))[0]?.summary).toContain(world.tenant.slug);
  });

  it("checks a disabled connection without a token, and records that it was tested", async () => {
    const id = world.connectionIds.sigma;
    await db().embedConnection.update({ where: { id }, data: { disabledAt: new Date() } });
    const results = await check("sigma");
    expect(results.filter(({ level }) => level === "problem")).toEqual([]);
    const summaries = results.map(({ summary }) => summary);
    expect(summaries).toContain("It is disabled, so no token was tested.");
    expect(summaries).toContain(`${sandbox.url} can be reached.`);
    await db().embedConnection.update({ where: { id }, data: { disabledAt: null } });
    const row = await db().auditEvent.findFirst({
      where: { action: "connection.test", connection: id },
      orderBy: { at: "desc" },
    });
    expect(row).toMatchObject({ outcome: "allowed", userId: operator.user.id });
    await expect(runConnectionChecks(operator, "missing")).rejects.toBeInstanceOf(ValidationError);
  });

  it("finds an unreachable vendor, without showing the address with its token", async () => {
    const id = world.connectionIds.explo;
    const row = await db().embedConnection.findUniqueOrThrow({ where: { id } });
    const dead = "http://127.0.0.1:9";
    const settings = { ...(row.settings as object), appUrl: dead, scriptUrl: `${dead}/bundle.js` };
    await db().embedConnection.update({ where: { id }, data: { settings } });
    const problems = await problemsOf("explo");
    expect(problems.map(({ summary }) => summary).join()).toContain("can't be reached");
    expect(JSON.stringify(problems)).not.toContain("eyJ");
    await db().embedConnection.update({
      where: { id },
      data: { settings: row.settings as object },
    });
  });
});
