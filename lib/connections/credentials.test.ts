import { createPublicKey, generateKeyPairSync, randomBytes } from "node:crypto";
import { describe, expect, it } from "vitest";
import { authorize } from "@/lib/access/authorize";
import type { SignedIn } from "@/lib/auth/session";
import { db } from "@/lib/db";
import { mintEmbed } from "@/lib/embed/mint-embed";
import { hasDatabase } from "@/lib/testing/environment";
import { grant, makeOperator, makePerson, makeWorld, type World } from "@/lib/testing/fixtures";
import { ValidationError } from "@/lib/validation";
import { listPublicKeys } from "@/lib/vault/jwks";
import { decrypt } from "@/lib/vault/vault";
import {
  activateCredential,
  addCredential,
  currentState,
  generateCredential,
  type KeyOptions,
  listCredentials,
  regenerateCredential,
  retireCredential,
} from "./credentials";

const secret = () => randomBytes(32).toString("base64url");
const now: KeyOptions = { kid: "", tenant: "", start: "now", replaced: "overlap" };

async function refusalOf(work: Promise<unknown>): Promise<Readonly<Record<string, string>>> {
  const error = await work.then(
    () => null,
    (reason: unknown) => reason,
  );
  expect(error).toBeInstanceOf(ValidationError);
  return (error as ValidationError).fields;
}

const auditOf = (operator: SignedIn) =>
  db().auditEvent.findMany({ where: { userId: operator.user.id }, orderBy: { at: "asc" } });

/** A connection of a vendor that takes RSA keys. */
async function makeKeyPairConnection(world: World) {
  return db().embedConnection.create({
    data: {
      slug: `scoop-${world.tenant.slug}`,
      name: "Scoop",
      vendor: "scoop",
      settings: { appUrl: "https://embed.scoop.example", appId: "app" },
    },
  });
}

describe.skipIf(!hasDatabase)("keys", () => {
  it("are checked for length, type, weakness and owner when added", async () => {
    const world = await makeWorld();
    const operator = await makeOperator();
    const add = (input: Partial<KeyOptions> & { algorithm?: string; secret: string }) =>
      refusalOf(
        addCredential(operator, world.connection.slug, {
          ...{ ...now, kid: "client-2", algorithm: "HS256" },
          ...input,
        }),
      );
    expect(await add({ secret: "too short" })).toMatchObject({
      secret: expect.stringContaining("32"),
    });
    expect((await add({ secret: `${secret()}\r\n` })).secret).toContain("line break");
    expect((await add({ secret: "changeme-changeme-changeme-changeme" })).secret).toBeTruthy();
    expect((await add({ secret: "my-very-secret-embed-key-for-production-32" })).secret).toContain(
      "common words",
    );
    expect((await add({ secret: "0123456789abcdef0123456789abcdef" })).secret).toBeTruthy();
    const { privateKey } = generateKeyPairSync("rsa", { modulusLength: 2048 });
    const pem = privateKey.export({ type: "pkcs8", format: "pem" }).toString();
    expect((await add({ secret: pem })).secret).toContain("PEM");
    expect(await add({ kid: "", secret: secret() })).toHaveProperty("kid");
    expect(await add({ kid: "has space", secret: secret() })).toHaveProperty("kid");
    expect(await add({ kid: world.credential.kid, secret: secret() })).toHaveProperty("kid");
    expect(await add({ tenant: "nobody", secret: secret() })).toHaveProperty("tenant");
    expect(await add({ algorithm: "RS256", secret: pem })).toHaveProperty("secret");
    expect(await db().embedCredential.count({ where: { connectionId: world.connection.id } })).toBe(
      1,
    );
    const rows = await auditOf(operator);
    expect(rows.every(({ outcome }) => outcome === "refused")).toBe(true);
    expect(rows.map(({ action }) => action)).toEqual(Array(11).fill("credential.add"));
    expect(JSON.stringify(rows)).not.toContain("changeme");
  });

  it("are accepted in PKCS#1 and PKCS#8 PEM, also with CRLF line ends", async () => {
    const world = await makeWorld();
    const operator = await makeOperator();
    const connection = await makeKeyPairConnection(world);
    for (const type of ["pkcs1", "pkcs8"] as const) {
      const { privateKey } = generateKeyPairSync("rsa", { modulusLength: 2048 });
      const pem = privateKey.export({ type, format: "pem" }).toString();
      const kid = `${type}-${world.tenant.slug}`;
      const input = { ...now, kid, algorithm: "RS256", secret: pem.replaceAll("\n", "\r\n") };
      const made = await addCredential(operator, connection.slug, input);
      expect(made).toMatchObject({ kid, secret: null });
      expect(createPublicKey(made.publicKey ?? "").equals(createPublicKey(privateKey))).toBe(true);
    }
    const { publicKey } = generateKeyPairSync("rsa", { modulusLength: 2048 });
    const half = publicKey.export({ type: "spki", format: "pem" }).toString();
    const input = { ...now, kid: "half", algorithm: "RS256", secret: half };
    expect((await refusalOf(addCredential(operator, connection.slug, input))).secret).toContain(
      "This is a public key.",
    );
    const short = generateKeyPairSync("rsa", { modulusLength: 1024 }).privateKey;
    const weak = short.export({ type: "pkcs8", format: "pem" }).toString();
    expect(
      (await refusalOf(addCredential(operator, connection.slug, { ...input, secret: weak })))
        .secret,
    ).toContain("2048");
  });

  it("are shown once when generated, and never in a list or the audit", async () => {
    const world = await makeWorld();
    const operator = await makeOperator();
    const { slug, id } = world.connection;
    const made = await generateCredential(operator, slug, {
      ...now,
      kid: "client-9",
      keyType: "HS256",
    });
    expect(made.secret?.length).toBeGreaterThanOrEqual(32);
    const row = await db().embedCredential.findUniqueOrThrow({
      where: { connectionId_kid: { connectionId: id, kid: "client-9" } },
    });
    expect(decrypt(row.encryptedSecret, row)).toBe(made.secret);
    const readable = JSON.stringify([
      await listCredentials(operator, id),
      await auditOf(operator),
      { ...row, encryptedSecret: "" },
    ]);
    expect(readable).not.toContain(made.secret);
    expect(readable).not.toContain(row.encryptedSecret);
    const [listed] = await listCredentials(operator, id);
    expect(Object.keys(listed ?? {})).not.toContain("encryptedSecret");

    const pairs = await makeKeyPairConnection(world);
    const pair = await generateCredential(operator, pairs.slug, { ...now, keyType: "RS256-3072" });
    expect(pair.secret).toBeNull();
    expect(createPublicKey(pair.publicKey ?? "").asymmetricKeyDetails?.modulusLength).toBe(3072);
    const wrongType = generateCredential(operator, pairs.slug, { ...now, keyType: "HS256" });
    expect(await refusalOf(wrongType)).toHaveProperty("keyType");
  });

  it("are rotated without a gap: the old key stays valid until its last token expires", async () => {
    const world = await makeWorld();
    const operator = await makeOperator();
    const person = await makePerson(world.tenant.id);
    await grant(world);
    const mintKid = async () => {
      const { mint } = await mintEmbed({
        ...{ sessionId: person.sessionId, tenant: world.tenant.slug },
        ...{ dashboard: world.dashboard.slug, requestId: "r", scheme: "light" },
      });
      const src = mint.pane.kind === "frame" ? mint.pane.src : "";
      const [header = ""] = new URL(src).search.replace("?:jwt=", "").split(".");
      return JSON.parse(Buffer.from(header, "base64url").toString()).kid as string;
    };
    const { slug, id } = world.connection;
    expect(await mintKid()).toBe(world.credential.kid);
    const kid = `next-${world.tenant.slug}`;
    await addCredential(operator, slug, {
      ...{ ...now, kid, start: "later" },
      ...{ algorithm: "HS256", secret: secret() },
    });
    expect(await mintKid()).toBe(world.credential.kid);
    await activateCredential(operator, slug, kid, "overlap");
    expect(await mintKid()).toBe(kid);

    const old = await db().embedCredential.findUniqueOrThrow({
      where: { id: world.credential.id },
    });
    const [last] = await db().auditEvent.findMany({
      where: { kid: world.credential.kid, action: "mint" },
      orderBy: { expiresAt: "desc" },
      take: 1,
    });
    expect(old.state).toBe("retiring");
    expect(old.retiresAt?.getTime()).toBeGreaterThan(last?.expiresAt?.getTime() ?? Number.NaN);
    expect(currentState(old, new Date())).toBe("retiring");
    expect(currentState(old, old.retiresAt ?? new Date(0))).toBe("retired");
    expect((await listCredentials(operator, id)).map((one) => [one.kid, one.state])).toEqual([
      [kid, "active"],
      [world.credential.kid, "retiring"],
    ]);
    expect(await refusalOf(activateCredential(operator, slug, kid, "overlap"))).toHaveProperty("");
    expect((await auditOf(operator)).map(({ action, outcome }) => [action, outcome])).toEqual([
      ["credential.add", "allowed"],
      ["credential.rotate", "allowed"],
      ["credential.rotate", "refused"],
    ]);
  });

  it("stop at once when regenerated or retired", async () => {
    const world = await makeWorld();
    const operator = await makeOperator();
    const person = await makePerson(world.tenant.id);
    await grant(world);
    const { slug, id } = world.connection;
    const usedSecret = async () => {
      const access = await authorize({
        ...{ tenant: world.tenant.slug, dashboard: world.dashboard.slug },
        sessionId: person.sessionId,
      });
      if (access.outcome !== "allowed") throw new Error(access.outcome);
      return access.authorization.credentials[0]?.encryptedSecret;
    };
    const before = await usedSecret();
    const { kid } = world.credential;
    const made = await regenerateCredential(operator, slug, kid, null);
    expect(made).toMatchObject({ kid, publicKey: null });
    const after = await usedSecret();
    expect(after).not.toBe(before);
    expect(decrypt(after ?? "", { connectionId: id, tenantId: null, kid })).toBe(made.secret);
    const pasted = secret();
    expect((await regenerateCredential(operator, slug, kid, pasted)).secret).toBeNull();
    expect(await refusalOf(regenerateCredential(operator, slug, kid, "short"))).toHaveProperty(
      "secret",
    );

    await retireCredential(operator, slug, kid);
    expect(await usedSecret()).toBeUndefined();
    expect(await refusalOf(retireCredential(operator, slug, kid))).toHaveProperty("");
    expect(await refusalOf(regenerateCredential(operator, slug, kid, null))).toHaveProperty("");
  });

  it("are in the JWKS while pending, active and retiring, and not once retired", async () => {
    const world = await makeWorld();
    const operator = await makeOperator();
    const connection = await makeKeyPairConnection(world);
    const generate = (start: KeyOptions["start"]) =>
      generateCredential(operator, connection.slug, { ...now, start, keyType: "RS256-2048" });
    const first = await generate("now");
    const second = await generate("later");
    const published = async (kid: string) =>
      (await listPublicKeys()).filter((key) => key.kid === kid).length;
    expect(await published(first.kid)).toBe(1);
    expect(await published(second.kid)).toBe(1);
    await activateCredential(operator, connection.slug, second.kid, "overlap");
    expect(await published(first.kid)).toBe(1);
    await db().embedCredential.updateMany({
      where: { kid: first.kid },
      data: { retiresAt: new Date(Date.now() - 3_600_000) },
    });
    expect(await published(first.kid)).toBe(0);
    const third = await regenerateCredential(operator, connection.slug, second.kid, null);
    expect(third.kid).not.toBe(second.kid);
    expect(await published(second.kid)).toBe(0);
    expect(await published(third.kid)).toBe(1);
    await retireCredential(operator, connection.slug, third.kid);
    expect(await published(third.kid)).toBe(0);
    // Verifiers find a key in the JWKS by its id alone.
    const { privateKey } = generateKeyPairSync("rsa", { modulusLength: 2048 });
    const pem = privateKey.export({ type: "pkcs8", format: "pem" }).toString();
    const other = await makeKeyPairConnection(await makeWorld());
    const again = { ...now, kid: third.kid, algorithm: "RS256", secret: pem };
    expect(await refusalOf(addCredential(operator, other.slug, again))).toHaveProperty("kid");
  });

  it("that belong to a tenant are replaced only by that tenant's keys", async () => {
    const world = await makeWorld();
    const operator = await makeOperator();
    const add = (kid: string, tenant: string) =>
      addCredential(operator, world.connection.slug, {
        ...{ ...now, kid, tenant },
        ...{ algorithm: "HS256", secret: secret() },
      });
    await add("own-1", world.tenant.slug);
    await add("own-2", world.tenant.slug);
    const rows = await listCredentials(operator, world.connection.id);
    expect(rows.map(({ kid, state }) => [kid, state])).toEqual([
      ["own-2", "active"],
      [world.credential.kid, "active"],
      ["own-1", "retiring"],
    ]);
  });
});
