import { randomUUID } from "node:crypto";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { z } from "zod";
import type { SignedIn } from "@/lib/auth/session";
import { createWorkspace, listWorkspaces, type WorkspaceRow } from "@/lib/connections/workspaces";
import { db } from "@/lib/db";
import { mintEmbed } from "@/lib/embed/mint-embed";
import { call, retry } from "@/lib/http";
import { openSandboxWorld, type SandboxWorld } from "@/lib/testing/accounts";
import { hasDatabase } from "@/lib/testing/environment";
import { makePerson, type Person } from "@/lib/testing/fixtures";
import { hasSandbox, type RunningSandbox, startSandbox } from "@/lib/testing/sandbox";
import { encrypt } from "@/lib/vault/vault";
import { VendorFailure } from "./vendor-error";

describe("a call", () => {
  let server: Server | undefined;
  let requests = 0;
  const serve = async (status: number, body: string, delayMs = 0) => {
    requests = 0;
    server = createServer((_, response) => {
      requests += 1;
      setTimeout(() => response.writeHead(status, { Location: "/" }).end(body), delayMs);
    });
    await new Promise<void>((resolve) => server?.listen(0, "127.0.0.1", resolve));
    return `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
  };
  afterEach(() => server?.close());
  const send = (url: string, timeoutMs = 10_000) =>
    call({
      ...{ name: "The vendor's call", method: "POST" as const, url, timeoutMs },
      headers: { Authorization: "Bearer a-secret-key" },
      answer: z.object({ ok: z.literal(true) }),
    });

  it.each([
    [200, '{"ok":true}', null],
    [200, '{"ok":false}', "bad_answer"],
    [200, "<html>", "bad_answer"],
    [302, "", "unreachable"],
    [400, '{"error":"a-secret-key"}', "refused"],
    [401, "", "unauthorized"],
    [403, "", "unauthorized"],
    [429, "", "busy"],
    [503, "", "busy"],
  ])("answered %i %s is %s", async (status, body, kind) => {
    const work = send(await serve(status, body));
    if (kind === null) {
      expect((await work).body).toEqual({ ok: true });
      return;
    }
    const error = await work.catch((reason: unknown) => reason);
    expect(error).toBeInstanceOf(VendorFailure);
    expect(error).toMatchObject({ kind });
    expect(`${(error as Error).message} ${(error as Error).stack}`).not.toContain("a-secret-key");
  });

  it("times out, and reports an unreachable host", async () => {
    await expect(send(await serve(200, '{"ok":true}', 2_000), 200)).rejects.toMatchObject({
      kind: "timeout",
    });
    server?.closeAllConnections();
    await expect(send("http://127.0.0.1:9/")).rejects.toMatchObject({ kind: "unreachable" });
  });

  it("is retried only after transient failures", async () => {
    const busy = await serve(503, "");
    await expect(retry(() => send(busy), [1, 1])).rejects.toMatchObject({ kind: "busy" });
    expect(requests).toBe(3);
    server?.close();
    const wrong = await serve(401, "");
    await expect(retry(() => send(wrong), [1, 1])).rejects.toMatchObject({ kind: "unauthorized" });
    expect(requests).toBe(1);
  });
});

describe.skipIf(!hasDatabase || !hasSandbox)("with the sandbox", () => {
  let sandbox: RunningSandbox;
  let world: SandboxWorld;
  let person: Person;
  let operator: SignedIn;
  beforeAll(async () => {
    sandbox = await startSandbox();
    world = await openSandboxWorld(sandbox);
    person = await makePerson(world.tenant.id);
    const { id, email } = await makePerson();
    operator = { sessionId: "", user: { id, email } } as unknown as SignedIn;
  }, 120_000);
  afterAll(() => sandbox?.stop());

  type Vendor = keyof SandboxWorld["accounts"];
  const change = async (vendor: Vendor, more: object) => {
    const id = world.connectionIds[vendor];
    const { settings } = await db().embedConnection.findUniqueOrThrow({ where: { id } });
    await db().embedConnection.update({
      where: { id },
      data: { settings: { ...(settings as object), ...more } },
    });
  };
  const addApiKey = (vendor: Vendor, secret: string, kid = "api") => {
    const connectionId = world.connectionIds[vendor];
    const data = {
      ...{ algorithm: "api", createdAt: new Date() },
      encryptedSecret: encrypt(secret, { connectionId, tenantId: null, kid }),
    };
    return db().embedCredential.upsert({
      where: { connectionId_kid: { connectionId, kid } },
      create: { connectionId, kid, ...data },
      update: data,
    });
  };
  const open = async (vendor: Vendor, who = person) => {
    const { mint } = await mintEmbed({
      ...{ sessionId: who.sessionId, tenant: world.tenant.slug },
      dashboard: world.accounts[vendor].file.dashboards[0]?.slug ?? "",
      ...{ requestId: randomUUID(), scheme: "light" },
    });
    if (mint.pane.kind !== "frame") throw new Error("a frame was expected");
    return sandbox.load(mint.pane.src);
  };
  const lastAudit = () =>
    db().auditEvent.findFirst({
      where: { userId: person.id, outcome: "failed" },
      orderBy: { at: "desc" },
    });

  it("requests tokens from Explo where the connection's setting says so", async () => {
    await change("explo", { mint: "api" });
    // Without an API token the dashboard is not set up, despite its signing secret.
    await expect(open("explo")).rejects.toMatchObject({ code: "not_configured" });
    const { token } = await sandbox.admin<{ token: string }>("POST", "/explo/admin/api-tokens", {});
    await addApiKey("explo", token);
    expect(await open("explo")).toBe(200);
    const allowed = await db().auditEvent.findFirst({
      where: { userId: person.id, outcome: "allowed" },
      orderBy: { at: "desc" },
    });
    expect(allowed).toMatchObject({ kid: "api", connection: world.connectionIds.explo });

    await addApiKey("explo", "not-a-token-that-explo-knows");
    await expect(open("explo")).rejects.toMatchObject({ code: "not_configured" });
    expect(await lastAudit()).toMatchObject({ reason: "vendor: unauthorized" });
    await addApiKey("explo", token);
    await change("explo", { apiUrl: "http://127.0.0.1:9" });
    const away = await open("explo").catch((error: unknown) => error);
    expect(away).toMatchObject({ code: "unavailable", more: { retryAfter: 2 } });
    expect(JSON.stringify(away)).not.toContain(token);
    expect(await lastAudit()).toMatchObject({ reason: "vendor: unreachable" });
    await change("explo", { mint: "self", apiUrl: `${sandbox.url}/explo` });
    expect(await open("explo")).toBe(200);
  });

  it("creates the member at Sigma before the first token, where Sigma creates none", async () => {
    const organization = `/sigma/admin/organizations/org-${world.mark}`;
    await sandbox.admin("PUT", organization, { name: world.mark, autoProvision: false });
    expect(await open("sigma")).toBe(401);
    await change("sigma", { provision: "first" });
    expect(await open("sigma")).toBe(200);
    const known = await db().vendorObject.findFirstOrThrow({
      where: { connectionId: world.connectionIds.sigma, kind: "member" },
    });
    expect(known).toMatchObject({ state: "ready", tenantId: world.tenant.id });
    expect(known.subject).toContain(`+${world.tenant.slug}@`);
    // The member exists at Sigma already: the conflict names it.
    await db().vendorObject.deleteMany({ where: { connectionId: world.connectionIds.sigma } });
    expect(await open("sigma")).toBe(200);
    const again = await db().vendorObject.findFirstOrThrow({
      where: { connectionId: world.connectionIds.sigma, kind: "member" },
    });
    expect(again.vendorId).toBe(known.vendorId);
    expect(again.vendorId).toMatch(/^[0-9a-f]{24}$/);
  });

  it("names the team that Sigma lacks, and stores no member", async () => {
    const stranger = await makePerson(world.tenant.id);
    const where = { tenantId: world.tenant.id, connectionId: world.connectionIds.sigma };
    const names = (team: string) => ({ team, tenant: world.tenant.slug });
    await db().tenantMapping.updateMany({ where, data: { names: names("nowhere") } });
    await expect(open("sigma", stranger)).rejects.toMatchObject({
      more: { cause: expect.objectContaining({ message: expect.stringContaining('"nowhere"') }) },
    });
    await db().tenantMapping.updateMany({ where, data: { names: names(world.tenant.slug) } });
    expect(
      await db().vendorObject.count({
        where: { subject: { contains: stranger.email.split("@")[0] ?? "" } },
      }),
    ).toBe(0);
  });

  it("leaves internal users of Sigma unchanged", async () => {
    const insider = await makePerson(world.tenant.id);
    const form = new URLSearchParams({
      grant_type: "client_credentials",
      client_id: world.accounts.sigma.file.credentials[0]?.kid ?? "",
      client_secret: Object.values(world.accounts.sigma.secrets)[0] ?? "",
    });
    const api = `${sandbox.url}/sigma/v2`;
    const grant = await fetch(`${api}/auth/token`, { method: "POST", body: form });
    const { access_token } = (await grant.json()) as { access_token: string };
    const made = await fetch(`${api}/members?sendInvite=false`, {
      method: "POST",
      headers: { Authorization: `Bearer ${access_token}` },
      body: JSON.stringify({ userKind: "internal", email: insider.email, memberType: "View" }),
    });
    expect(made.status).toBe(201);
    const where = { tenantId: world.tenant.id, connectionId: world.connectionIds.sigma };
    const names = { team: world.tenant.slug, tenant: world.tenant.slug };
    await db().tenantMapping.updateMany({ where, data: { names: { ...names, internal: "true" } } });
    // Not in a team, and the token cannot add an internal user to one.
    expect(await open("sigma", insider)).not.toBe(200);
    const member = `/sigma/admin/organizations/org-${world.mark}/members/${insider.email}`;
    await sandbox.admin("PUT", member, {
      ...{ teams: [world.tenant.slug], accountType: "View" },
      attributes: { tenant: world.tenant.slug, region: "All" },
    });
    expect(await open("sigma", insider)).toBe(200);
    const list = await fetch(`${api}/members`, {
      headers: { Authorization: `Bearer ${access_token}` },
    });
    const { entries } = (await list.json()) as { entries: Record<string, unknown>[] };
    expect(entries.find(({ email }) => email === insider.email)).toMatchObject({
      ...{ kind: "internal", teams: [world.tenant.slug], accountType: "View" },
    });
    await db().tenantMapping.updateMany({ where, data: { names } });
  });

  it("refuses workspaces that cannot be created, and stores nothing", async () => {
    const [tenant, { basedash, explo }] = [world.tenant.id, world.connectionIds];
    const tries = () => db().vendorObject.count({ where: { kind: "workspace", tenantId: tenant } });
    const before = await tries();
    for (const [connection, of, words] of [
      [basedash, "no-such-tenant", "This tenant no longer exists."],
      ["no-such-connection", tenant, "This connection no longer exists."],
      [explo, tenant, "Explo doesn't create workspaces through its API."],
    ] as const) {
      await expect(createWorkspace(operator, connection, of)).rejects.toMatchObject({
        ...{ name: "ValidationError", fields: { "": words } },
      });
    }
    expect(await tries()).toBe(before);
  });

  it("creates a tenant's organization at Basedash once, however often it is requested", async () => {
    const connectionId = world.connectionIds.basedash;
    const tenant = await db().tenant.create({
      data: { slug: `n-${world.mark}`, name: `Newcomer ${world.mark}` },
    });
    // Other tests' tenants are listed too.
    const stateOf = async (page = 1): Promise<WorkspaceRow | undefined> => {
      const { rows, more } = await listWorkspaces(operator, page);
      const found = rows.find(
        (row) => row.tenant.id === tenant.id && row.connection.id === connectionId,
      );
      return found ?? (more ? stateOf(page + 1) : undefined);
    };
    expect(await stateOf()).toMatchObject({ state: "missing", tries: 0 });
    expect(await createWorkspace(operator, connectionId, tenant.id)).toMatchObject({
      state: "failed",
    });
    expect((await stateOf())?.failure).toContain("API key");

    const { key } = await sandbox.admin<{ key: string }>("POST", "/basedash/admin/api-keys", {});
    expect(key).toMatch(/^bd_key_/);
    await addApiKey("basedash", "bd_key_that_nobody_issued");
    expect((await createWorkspace(operator, connectionId, tenant.id)).failure).toContain("401");
    await addApiKey("basedash", key);
    const both = await Promise.all(
      [1, 2].map(() => createWorkspace(operator, connectionId, tenant.id)),
    );
    expect(both.map(({ state }) => state).sort()).toEqual(["creating", "ready"]);
    const first = await stateOf();
    expect(first).toMatchObject({ state: "ready", failure: null, tries: 3 });
    // A repeated request returns the same organization and credential.
    expect((await createWorkspace(operator, connectionId, tenant.id)).state).toBe("ready");
    expect((await stateOf())?.vendorId).toBe(first?.vendorId);
    const credentials = await db().embedCredential.findMany({ where: { tenantId: tenant.id } });
    expect(credentials.map(({ kid }) => kid)).toEqual([first?.vendorId]);
    const audit = await db().auditEvent.findMany({
      where: { tenantId: tenant.id, action: "workspace.create" },
      orderBy: { at: "asc" },
    });
    expect(audit.map(({ outcome }) => outcome)).toEqual(["failed", "failed", "allowed", "allowed"]);

    // Its members get in, from this host only.
    const organization = `/basedash/admin/organizations/${first?.vendorId}`;
    await sandbox.admin("PUT", `${organization}/source`, { tenant: world.tenant.slug });
    const dashboard = world.accounts.basedash.file.dashboards[0]?.slug ?? "";
    const row = await db().dashboard.findUniqueOrThrow({ where: { slug: dashboard } });
    await db().grant.create({ data: { tenantId: tenant.id, dashboardId: row.id } });
    const theirs = await makePerson(tenant.id);
    const minted = async () => {
      const { mint } = await mintEmbed({
        ...{ sessionId: theirs.sessionId, tenant: tenant.slug, dashboard },
        ...{ requestId: randomUUID(), scheme: "light" },
      });
      return mint.pane.kind === "frame" ? mint.pane.src : "";
    };
    expect(await sandbox.load(await minted())).toBe(303);
    expect(await sandbox.load(await minted(), "https://elsewhere.example")).toBe(401);
  });
});
