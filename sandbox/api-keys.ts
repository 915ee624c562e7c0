import { createHash, randomBytes } from "node:crypto";
import { timingSafeEqual } from "hono/utils/buffer";
import { z } from "zod";
import { resource } from "./registry";
import type { VendorInstance } from "./sandbox";

/** Only a hash is stored. */
const apiKeys = resource("api-keys/:hash", z.strictObject({}));

const hash = (key: string) => createHash("sha256").update(key).digest("hex");

/** A key for one vendor's API; it cannot be read again. */
export async function issueApiKey({ registry }: VendorInstance, prefix = ""): Promise<string> {
  const key = `${prefix}${randomBytes(24).toString("base64url")}`;
  await registry.put(apiKeys, [hash(key)], {});
  return key;
}

/** The admin key opens every vendor's API too. */
export async function isApiKey(key: string, { registry, sandbox }: VendorInstance) {
  const { adminKey } = sandbox.settings;
  if (adminKey && (await timingSafeEqual(key, adminKey))) return true;
  return (await registry.find(apiKeys, hash(key))) !== undefined;
}
