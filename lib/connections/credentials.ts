import { randomBytes } from "node:crypto";
import { auditEntry, withAudit } from "@/lib/audit/record";
import type { SignedIn } from "@/lib/auth/session";
import { db } from "@/lib/db";
import { checkNewCredential } from "@/lib/embed/check-credential";
import { env } from "@/lib/env";
import { refuse, refuseAny } from "@/lib/validation";
import { encrypt } from "@/lib/vault/vault";
import type { TokenAlgorithm, Vendor } from "@/lib/vendors/contract";
import { requireVendor } from "@/lib/vendors/registry";
import type { CredentialState, Prisma } from "../generated/prisma/client";
import { publicHalf } from "./checks";
import { requireConnection } from "./connections";
import { generateSecret, listKeyTypes } from "./generate-secret";
import { type KeyStart, kidSchema, type NewKey, type ReplacedKeys } from "./schema";

export type CredentialRow = {
  id: string;
  kid: string;
  algorithm: string;
  /** Whose key it is; null: every tenant's. */
  tenant: { slug: string; name: string } | null;
  state: CredentialState;
  /** PEM; only for key pairs. */
  publicKey: string | null;
  createdAt: Date;
  lastUsedAt: Date | null;
  /** While retiring: when its last token expires. */
  retiresAt: Date | null;
  retiredAt: Date | null;
};

export type KeyOptions = {
  /** The key's id at the vendor. Empty where the vendor has none: one is generated. */
  kid: string;
  /** Slug; empty: all tenants. */
  tenant: string;
  start: KeyStart;
  replaced: ReplacedKeys;
};

/** Verifiers' clocks differ: a retiring key stays this much longer than its last token. */
const graceSeconds = 60;

const stateOrder: CredentialState[] = ["pending", "active", "retiring", "retired"];

/** A retiring key counts as retired once its last token has expired, whatever the row says. */
export function currentState(
  { state, retiresAt }: Pick<CredentialRow, "state" | "retiresAt">,
  now: Date,
): CredentialState {
  return state === "retiring" && retiresAt && retiresAt <= now ? "retired" : state;
}

/** A connection's keys without their secrets. @param _operator proof of `requireOperator` */
export async function listCredentials(
  _operator: SignedIn,
  connectionId: string,
): Promise<CredentialRow[]> {
  const rows = await db().embedCredential.findMany({
    where: { connectionId },
    orderBy: [{ createdAt: "desc" }, { id: "asc" }],
    select: {
      id: true,
      kid: true,
      algorithm: true,
      state: true,
      publicKey: true,
      createdAt: true,
      lastUsedAt: true,
      retiresAt: true,
      retiredAt: true,
      tenant: { select: { slug: true, name: true } },
    },
  });
  const now = new Date();
  return rows
    .map((row) => {
      const state = currentState(row, now);
      const retiredAt = row.retiredAt ?? (state === "retired" ? row.retiresAt : null);
      return { ...row, state, retiredAt };
    })
    .sort((a, b) => stateOrder.indexOf(a.state) - stateOrder.indexOf(b.state));
}

/** The public half of a key pair in PEM. @param _operator proof of `requireOperator` */
export async function findPublicKey(
  _operator: SignedIn,
  connectionSlug: string,
  kid: string,
): Promise<string | null> {
  const row = await db().embedCredential.findFirst({
    where: { kid, connection: { slug: connectionSlug } },
    select: { publicKey: true },
  });
  return row?.publicKey ?? null;
}

/** Adds a key that was made at the vendor or elsewhere. @throws ValidationError */
export function addCredential(
  operator: SignedIn,
  connectionSlug: string,
  input: KeyOptions & { algorithm: string; secret: string },
): Promise<NewKey> {
  return createCredential(operator, connectionSlug, input, "credential.add", ({ credential }) => {
    const secret = normalizePem(input.secret);
    const [problem] = checkNewCredential(credential, input.algorithm, secret);
    if (problem) refuse("secret", problem);
    return { algorithm: input.algorithm, secret, isGenerated: false };
  });
}

/** @param input `keyType` is a value of `listKeyTypes` @throws ValidationError */
export function generateCredential(
  operator: SignedIn,
  connectionSlug: string,
  input: KeyOptions & { keyType: string },
): Promise<NewKey> {
  const action = "credential.generate";
  return createCredential(operator, connectionSlug, input, action, ({ credential }) => {
    const keyType = listKeyTypes(credential).find(({ value }) => value === input.keyType);
    if (!keyType) return refuse("keyType", "Choose a type from the list.");
    const secret = generateSecret(keyType, credential);
    return { algorithm: keyType.algorithm, secret, isGenerated: true };
  });
}

/** Activates a pending key. @param replaced what happens to the keys in use until now @throws ValidationError */
export async function activateCredential(
  operator: SignedIn,
  connectionSlug: string,
  kid: string,
  replaced: ReplacedKeys,
): Promise<void> {
  const { connection, vendor, row } = await requireCredential(connectionSlug, kid);
  const change = { action: "credential.rotate", connection: connection.id, kid };
  await withAudit(operator, change, async () => {
    if (row.state !== "pending") refuse("", "Only a pending key can be activated.");
    await markRetired(connection.id);
    await db().$transaction([
      ...retireReplaced(vendor, connection, row, replaced),
      db().embedCredential.update({ where: { id: row.id }, data: { state: "active" } }),
      auditEntry(operator, { ...change, detail: { connection: connectionSlug, replaced } }),
    ]);
  });
}

/**
 * Replaces a key's secret at once. A shared secret keeps its id; a key pair gets a new one.
 *
 * @param newSecret from the vendor; null: generate one here
 * @throws ValidationError
 */
export async function regenerateCredential(
  operator: SignedIn,
  connectionSlug: string,
  kid: string,
  newSecret: string | null,
): Promise<NewKey> {
  const { connection, vendor, row } = await requireCredential(connectionSlug, kid);
  const change = { action: "credential.regenerate", connection: connection.id, kid };
  return withAudit(operator, change, async () => {
    if (row.state === "retired") refuse("", "This key is retired. Create a new one instead.");
    const algorithm = row.algorithm as TokenAlgorithm;
    const secret =
      newSecret === null
        ? generateSecret({ algorithm, bits: bitsOf(row.publicKey) }, vendor.credential)
        : normalizePem(newSecret);
    const [problem] = checkNewCredential(vendor.credential, algorithm, secret);
    if (problem) refuse("secret", problem);
    const publicKey = publicHalf(secret);
    const next = {
      connectionId: connection.id,
      tenantId: row.tenantId,
      kid: publicKey ? generateKid(vendor.id) : kid,
    };
    const now = new Date();
    const data = {
      ...next,
      encryptedSecret: encrypt(secret, next),
      publicKey,
      createdAt: now,
      lastUsedAt: null,
    };
    const where = { id: row.id };
    await db().$transaction([
      ...(publicKey
        ? [
            db().embedCredential.create({ data: { ...data, algorithm, state: row.state } }),
            db().embedCredential.update({ where, data: retiredNow() }),
          ]
        : [db().embedCredential.update({ where, data })]),
      auditEntry(operator, { ...change, detail: { connection: connectionSlug, kid: next.kid } }),
    ]);
    return { kid: next.kid, secret: newSecret === null && !publicKey ? secret : null, publicKey };
  });
}

/** Retires a key now, or discards one that was never active. @throws ValidationError */
export async function retireCredential(
  operator: SignedIn,
  connectionSlug: string,
  kid: string,
): Promise<void> {
  const { connection, row } = await requireCredential(connectionSlug, kid);
  const change = { action: "credential.retire", connection: connection.id, kid };
  await withAudit(operator, change, async () => {
    if (row.state === "retired") refuse("", "This key is already retired.");
    const where = { id: row.id };
    await db().$transaction([
      row.state === "pending"
        ? db().embedCredential.delete({ where })
        : db().embedCredential.update({ where, data: retiredNow() }),
      auditEntry(operator, { ...change, detail: { connection: connectionSlug, was: row.state } }),
    ]);
  });
}

type SecretInput = { algorithm: string; secret: string; isGenerated: boolean };

async function createCredential(
  operator: SignedIn,
  connectionSlug: string,
  input: KeyOptions & { algorithm?: string },
  action: string,
  toSecret: (vendor: Vendor) => SecretInput,
): Promise<NewKey> {
  const connection = await requireConnection(connectionSlug);
  const vendor = requireVendor(connection.vendor);
  const hasNoKid = vendor.credential.kid === "absent" || input.algorithm === "api";
  const kid = input.kid || (hasNoKid ? generateKid(vendor.id) : "");
  const change = { action, connection: connection.id, kid: kid.slice(0, 64) };
  return withAudit(operator, change, async () => {
    const tenantId = await requireOwner(connection.id, vendor, input, kid);
    const { algorithm, secret, isGenerated } = toSecret(vendor);
    const publicKey = publicHalf(secret);
    if (
      publicKey &&
      (await db().embedCredential.count({ where: { kid, publicKey: { not: null } } })) > 0
    ) {
      refuse("kid", "Another key pair has this ID. IDs in the public key list must be unique.");
    }
    const owner = { connectionId: connection.id, tenantId, kid };
    const state = input.start === "now" ? ("active" as const) : ("pending" as const);
    const row = { ...owner, algorithm, publicKey, state, createdAt: new Date() };
    await markRetired(connection.id);
    await db().$transaction([
      ...(state === "active" ? retireReplaced(vendor, connection, row, input.replaced) : []),
      db().embedCredential.create({ data: { ...row, encryptedSecret: encrypt(secret, owner) } }),
      auditEntry(operator, {
        ...change,
        detail: {
          connection: connectionSlug,
          algorithm,
          state,
          ...(tenantId && { tenant: input.tenant }),
        },
      }),
    ]);
    return { kid, secret: isGenerated && !publicKey ? secret : null, publicKey };
  });
}

/** Id of the tenant that gets the key, or null. @throws ValidationError for an invalid tenant or kid */
async function requireOwner(
  connectionId: string,
  { credential }: Vendor,
  { tenant, algorithm }: KeyOptions & { algorithm?: string },
  kid: string,
): Promise<string | null> {
  const errors: Record<string, string> = {};
  const parsed = kidSchema.safeParse(kid);
  if (!parsed.success) errors.kid = parsed.error.issues[0]?.message ?? "";
  else if (await db().embedCredential.count({ where: { connectionId, kid } })) {
    errors.kid = "This connection already has a key with this ID. You can replace its secret.";
  }
  const owner = tenant ? await db().tenant.findUnique({ where: { slug: tenant } }) : null;
  if (tenant && !owner) errors.tenant = "This tenant doesn't exist.";
  // The vendor's own API has one key for all of the connection.
  if (tenant && algorithm === "api") errors.tenant = "An API key can't belong to one tenant.";
  if (!tenant && credential.tenantKid !== null && algorithm !== "api") {
    errors.tenant = "This vendor needs a separate key for each tenant. Choose one.";
  }
  refuseAny(errors);
  return owner?.id ?? null;
}

/** @throws ValidationError when it doesn't exist */
async function requireCredential(connectionSlug: string, kid: string) {
  const connection = await requireConnection(connectionSlug);
  const row = await db().embedCredential.findUnique({
    where: { connectionId_kid: { connectionId: connection.id, kid } },
  });
  if (!row) return refuse("", "This key no longer exists.");
  return { connection, row, vendor: requireVendor(connection.vendor) };
}

/** Statements that retire the keys a new one replaces: those of the same owner and purpose. */
function retireReplaced(
  { credential, maxSeconds }: Vendor,
  { id: connectionId, ttlSeconds }: { id: string; ttlSeconds: number | null },
  { tenantId, algorithm }: { tenantId: string | null; algorithm: string },
  replaced: ReplacedKeys,
): Prisma.PrismaPromise<unknown>[] {
  const isApiKey = algorithm === "api";
  // A key that belongs to a name at the vendor replaces no other.
  if (credential.tenantKid !== null && !isApiKey) return [];
  if (replaced === "retire") {
    return [
      db().embedCredential.updateMany({
        where: {
          connectionId,
          tenantId,
          algorithm: isApiKey ? "api" : { not: "api" },
          state: { in: ["active", "retiring"] },
        },
        data: retiredNow(),
      }),
    ];
  }
  const life = Math.min(env().EMBED_TTL_SECONDS, ttlSeconds ?? maxSeconds, maxSeconds);
  // The audit knows when the last token expires; `life` covers one being minted right now.
  return [
    db().$executeRaw`
      update "EmbedCredential" c set state = 'retiring',
        "retiresAt" = make_interval(secs => ${graceSeconds}) + greatest(
          now() + make_interval(secs => ${life}),
          (select max(a."expiresAt") from "AuditEvent" a
            where a.connection = c."connectionId" and a.kid = c.kid and a.action = 'mint'
              and a.at > now() - make_interval(secs => ${maxSeconds})))
      where c."connectionId" = ${connectionId} and c.state = 'active'
        and c."tenantId" is not distinct from ${tenantId}
        and (c.algorithm = 'api') = ${isApiKey}`,
  ];
}

/** Stores what `currentState` already says: retiring keys whose last token has expired. */
async function markRetired(connectionId: string): Promise<void> {
  await db().$executeRaw`
    update "EmbedCredential" set state = 'retired', "retiredAt" = "retiresAt"
    where "connectionId" = ${connectionId} and state = 'retiring' and "retiresAt" <= now()`;
}

const retiredNow = () => ({ state: "retired", retiredAt: new Date(), retiresAt: null }) as const;

/** Forms submit CRLF line ends. They mean nothing in PEM; in a shared secret they are an error to report. */
function normalizePem(secret: string): string {
  return secret.includes("-----BEGIN") ? `${secret.replace(/\r\n?/g, "\n").trim()}\n` : secret;
}

/** The next pair is as long as the one before. */
function bitsOf(publicKey: string | null): 2048 | 3072 {
  return publicKey && publicKey.length > 500 ? 3072 : 2048;
}

const generateKid = (vendor: string) => `${vendor}-${randomBytes(6).toString("hex")}`;
