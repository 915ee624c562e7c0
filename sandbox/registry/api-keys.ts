// Decides who may call a vendor's public API: whoever holds a key that its administration issued.
import { createHash, randomBytes } from "node:crypto";
import { z } from "zod";
import { requireAdmin } from "../admin";
import type { Sandbox } from "../sandbox";

const keyItem = z.strictObject({});

/** Only a hash is kept: a copy of the store calls nothing. */
const hashOf = (key: string) => createHash("sha256").update(key).digest("hex");

/** Makes a key for one vendor's API; shown once. */
export async function issueApiKey({ registry }: Sandbox, door: string, prefix: string) {
  const key = `${prefix}${randomBytes(24).toString("base64url")}`;
  await registry.put(door, "api-key", hashOf(key), {});
  return key;
}

/** Throws BadInput unless it is an issued key of this door, or the sandbox's admin key. */
export async function requireApiKey(
  sandbox: Sandbox,
  door: string,
  presented: string | undefined,
): Promise<void> {
  const known =
    presented !== undefined &&
    (await sandbox.registry.find(door, "api-key", hashOf(presented), keyItem));
  if (!known) requireAdmin(sandbox, presented);
}
