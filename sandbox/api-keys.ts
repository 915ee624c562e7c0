import { createHash, randomBytes } from "node:crypto";
import type { MiddlewareHandler } from "hono";
import { timingSafeEqual } from "hono/utils/buffer";
import { z } from "zod";
import { readBearer } from "./admin";
import { apiError } from "./errors";
import { resource } from "./registry";
import type { Env, VendorInstance } from "./sandbox";

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
export function requireApiKey(header?: string, scheme?: string): MiddlewareHandler<Env> {
  return async (c, next) => {
    const { registry, sandbox } = c.var.vendor;
    const key = readBearer(c, header, scheme);
    const isAdmin = await timingSafeEqual(key, sandbox.settings.adminKey ?? "");
    if (!key || !(isAdmin || (await registry.find(apiKeys, hash(key))))) {
      throw apiError(401, "The API key is missing or wrong.");
    }
    await next();
  };
}
