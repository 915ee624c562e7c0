import { createPublicKey, type JsonWebKey } from "node:crypto";
import { z } from "zod";
import { apiError } from "../errors";
import { resource } from "../registry";
import type { VendorInstance } from "../sandbox";
import { type Algorithm, importKey } from "./keys";

export const jwksUrl = z.url({ protocol: /^https?$/ });

/** Where an owner of keys publishes them. */
const jwksResource = resource(
  "jwks/:owner",
  z.strictObject({ url: jwksUrl, algorithm: z.enum(["RS256", "ES256"]) }),
);
type Jwks = z.infer<typeof jwksResource.schema>;

const responseSchema = z.object({
  keys: z
    .array(z.looseObject({ kid: z.string().max(128).optional(), alg: z.string().optional() }))
    .max(50),
});
const maxLength = 65_536;

/**
 * Registers a JWKS and loads its keys.
 * @returns how many keys fit the algorithm
 * @throws HTTPException when there is none
 */
export async function registerJwks(
  vendor: VendorInstance,
  owner: string,
  jwks: Jwks,
): Promise<number> {
  const count = await loadKeys(vendor, owner, jwks).catch((error: unknown) => {
    const reason = error instanceof Error ? error.message : "unknown";
    throw apiError(400, `Could not load the JWKS: ${reason}.`);
  });
  if (count === 0) throw apiError(400, `The JWKS has no key for ${jwks.algorithm}.`);
  await vendor.registry.put(jwksResource, [owner], jwks);
  return count;
}

/** Loads every JWKS again, and never while a token is verified. After a failure its keys remain. */
export async function refreshJwks(vendor: VendorInstance): Promise<void> {
  for (const { id, body } of await vendor.registry.list(jwksResource)) {
    await loadKeys(vendor, id, body).catch((error: Error) =>
      vendor.sandbox.log(`${vendor.name} could not load the JWKS of ${id}: ${error.message}`),
    );
  }
}

async function loadKeys(vendor: VendorInstance, owner: string, jwks: Jwks): Promise<number> {
  const keys = await fetchKeys(jwks);
  // No token can name these: a `kid` with a colon is refused.
  await vendor.registry.replaceKeys(owner, `jwks:${owner}:`, keys);
  return keys.length;
}

async function fetchKeys({ url, algorithm }: Jwks) {
  const response = await fetch(url, { redirect: "error", signal: AbortSignal.timeout(3_000) });
  if (!response.ok) throw new Error(`status ${response.status}`);
  const text = await response.text();
  if (text.length > maxLength) throw new Error("it is too large");
  const { keys } = responseSchema.parse(JSON.parse(text));
  return keys.flatMap((jwk, index) => {
    if (jwk.alg !== undefined && jwk.alg !== algorithm) return [];
    const material = toPem(jwk as JsonWebKey, algorithm);
    return material ? { kid: jwk.kid ?? String(index), algorithm, material } : [];
  });
}

/** Undefined for a key that may not be used, which must not affect the others. */
function toPem(jwk: JsonWebKey, algorithm: Algorithm): string | undefined {
  try {
    const key = createPublicKey({ key: jwk, format: "jwk" });
    const material = key.export({ type: "spki", format: "pem" }).toString();
    importKey(algorithm, material);
    return material;
  } catch {
    return undefined;
  }
}
