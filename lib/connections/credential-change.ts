// Decides how keys come, change places and go. A secret enters the vault and is told once, in the answer
// to whoever had it made; of a key pair only the public half is ever told.
import { randomBytes } from "node:crypto";
import { z } from "zod";
import { attempt, auditEntry } from "@/lib/audit/change";
import type { SignedIn } from "@/lib/auth/session";
import { db } from "@/lib/db";
import { checkNewCredential } from "@/lib/embed/check-credential";
import { refuse, refuseAny, ValidationError } from "@/lib/validation";
import { encrypt } from "@/lib/vault/vault";
import type { CredentialSpec, Vendor } from "@/lib/vendors/contract";
import { requireVendor } from "@/lib/vendors/registry";
import { publicHalf } from "./checks";
import { requireConnection } from "./connection-change";
import { retireSiblings, settleRetired } from "./credential-retire";
import { makeSecret, type Recipe, recipesOf } from "./generate-secret";

export type Entering = {
  /** Id of the key at the vendor; empty where the vendor has none: one is made up. */
  kid: string;
  /** Slug; empty: all tenants. */
  tenant: string;
  /** `now`: seals from now on. `later`: waits until somebody puts it into use. */
  start: "now" | "later";
  /** What becomes of the keys before it, when it starts now. */
  before: "overlap" | "retire";
};

/** A new key. `secret` is there once, and only where the vendor must be given it. */
export type Made = { kid: string; secret: string | null; publicKey: string | null };

const kidField = z
  .string()
  .regex(/^[\x21-\x7e]{1,64}$/, "Use at most 64 letters, digits and signs, without spaces.");

/** Enters a key that the vendor made, or that was made elsewhere. @throws ValidationError */
export function addCredential(
  operator: SignedIn,
  connectionSlug: string,
  input: Entering & { algorithm: string; secret: string },
): Promise<Made> {
  return enter(operator, connectionSlug, input, "credential.add", ({ credential }) => {
    const secret = asEntered(input.secret);
    const [problem] = checkNewCredential(credential, input.algorithm, secret);
    if (problem) refuse("secret", problem);
    return { algorithm: input.algorithm, secret, told: null };
  });
}

/** Makes a key of one of the kinds the vendor takes (`recipesOf`). @throws ValidationError */
export function generateCredential(
  operator: SignedIn,
  connectionSlug: string,
  input: Entering & { recipe: string },
): Promise<Made> {
  return enter(operator, connectionSlug, input, "credential.generate", ({ credential }) => {
    const recipe = recipesOf(credential).find(({ value }) => value === input.recipe);
    if (!recipe) return refuse("recipe", "Choose one of those offered.");
    return { algorithm: recipe.algorithm, ...make(recipe, credential) };
  });
}

/** Puts a waiting key into use. @param before what becomes of those in use until now @throws ValidationError */
export async function activateCredential(
  operator: SignedIn,
  connectionSlug: string,
  kid: string,
  before: Entering["before"],
): Promise<void> {
  const { connection, vendor, row } = await requireCredential(connectionSlug, kid);
  const change = { action: "credential.rotate", connection: connection.id, kid };
  await attempt(operator, change, async () => {
    if (row.state !== "pending") refuse("", "Only a key that waits can be put into use.");
    await settleRetired(connection.id);
    await db().$transaction([
      ...retireSiblings(vendor, connection, row.tenantId, row.algorithm, before),
      db().embedCredential.update({ where: { id: row.id }, data: { state: "active" } }),
      auditEntry(operator, { ...change, detail: { connection: connectionSlug, before } }),
    ]);
  });
}

/** Retires a key now: nothing is sealed with it, and its public half is gone from the list. @throws ValidationError */
export async function retireCredential(
  operator: SignedIn,
  connectionSlug: string,
  kid: string,
): Promise<void> {
  const { connection, row } = await requireCredential(connectionSlug, kid);
  const change = { action: "credential.retire", connection: connection.id, kid };
  await attempt(operator, change, async () => {
    if (row.state === "retired") refuse("", "This key is retired already.");
    await db().$transaction([
      row.state === "pending"
        ? db().embedCredential.delete({ where: { id: row.id } })
        : db().embedCredential.update({
            where: { id: row.id },
            data: { state: "retired", retiredAt: new Date(), retiresAt: null },
          }),
      auditEntry(operator, { ...change, detail: { connection: connectionSlug, was: row.state } }),
    ]);
  });
}

type Ready = { algorithm: string; secret: string; told: string | null };

async function enter(
  operator: SignedIn,
  connectionSlug: string,
  input: Entering & { algorithm?: string },
  action: string,
  ready: (vendor: Vendor) => Ready,
): Promise<Made> {
  const connection = await requireConnection(connectionSlug);
  const vendor = requireVendor(connection.vendor);
  const named = vendor.credential.kid === "absent" || input.algorithm === "api";
  const kid = input.kid || (named ? newKid(vendor.id) : "");
  const change = { action, connection: connection.id, kid: kid.slice(0, 64) };
  return attempt(operator, change, async () => {
    const owner = await checkPlace(connection.id, vendor, input, kid);
    const { algorithm, secret, told } = ready(vendor);
    const publicKey = publicHalf(secret);
    if (
      publicKey &&
      (await db().embedCredential.count({ where: { kid, publicKey: { not: null } } }))
    ) {
      refuse("kid", "Another key pair has this id, and the public list tells keys apart by it.");
    }
    const belonging = { connectionId: connection.id, tenantId: owner, kid };
    const encryptedSecret = encrypt(secret, belonging);
    const state = input.start === "now" ? ("active" as const) : ("pending" as const);
    const { before } = input;
    await settleRetired(connection.id);
    await db().$transaction([
      ...(state === "active" ? retireSiblings(vendor, connection, owner, algorithm, before) : []),
      db().embedCredential.create({
        data: { ...belonging, algorithm, encryptedSecret, publicKey, state, createdAt: new Date() },
      }),
      auditEntry(operator, {
        ...change,
        detail: {
          connection: connectionSlug,
          algorithm,
          state,
          ...(owner && { tenant: input.tenant }),
        },
      }),
    ]);
    return { kid, secret: told, publicKey };
  });
}

/** The tenant whose key it becomes. @throws ValidationError with everything that is wrong about its place */
async function checkPlace(
  connectionId: string,
  { credential }: Vendor,
  { tenant, algorithm }: Entering & { algorithm?: string },
  kid: string,
): Promise<string | null> {
  const errors: Record<string, string> = {};
  const named = kidField.safeParse(kid);
  if (kid === "") errors.kid = "Enter the id that the vendor gave this key.";
  else if (!named.success) errors.kid = named.error.issues[0]?.message ?? "";
  else if (await db().embedCredential.count({ where: { connectionId, kid } })) {
    errors.kid = "This connection has a key of this id already. Its secret can be replaced below.";
  }
  const owner = tenant ? await db().tenant.findUnique({ where: { slug: tenant } }) : null;
  if (tenant && !owner) errors.tenant = "There is no such tenant.";
  // The vendor's own API has one key for all of the connection.
  if (tenant && algorithm === "api") errors.tenant = "A key of the vendor's API is nobody's own.";
  if (!tenant && credential.tenantKid && algorithm !== "api") {
    errors.tenant = "Every tenant has a key of its own at this vendor: choose one.";
  }
  refuseAny(errors);
  return owner?.id ?? null;
}

/** @throws ValidationError where it is not there */
export async function requireCredential(connectionSlug: string, kid: string) {
  const connection = await requireConnection(connectionSlug);
  const row = await db().embedCredential.findUnique({
    where: { connectionId_kid: { connectionId: connection.id, kid } },
  });
  if (!row) throw new ValidationError({ "": "This key does not exist any more." });
  return { connection, row, vendor: requireVendor(connection.vendor) };
}

/** A shared secret is told so that the vendor can be given it; a private key has no business elsewhere. */
export function make(recipe: Recipe, need: CredentialSpec) {
  const secret = makeSecret(recipe, need);
  return { secret, told: publicHalf(secret) ? null : secret };
}

/** A form turns line ends into CRLF: in PEM they mean nothing, elsewhere they are the check's business. */
export function asEntered(secret: string): string {
  return secret.includes("-----BEGIN") ? `${secret.replace(/\r\n?/g, "\n").trim()}\n` : secret;
}

export const newKid = (vendor: string) => `${vendor}-${randomBytes(6).toString("hex")}`;
