import { createPublicKey, type JsonWebKey } from "node:crypto";
import { z } from "zod";
import { apiError } from "../errors";
import type { VendorInstance } from "../sandbox";
import { keySets } from "./key-ring";
import { importKey } from "./keys";

export const jwksUrl = z.url({ protocol: /^https?$/ });
type Algorithm = "RS256" | "ES256";

const responseSchema = z.object({
  keys: z.array(z.looseObject({ alg: z.string().optional() })).max(50),
});
const maxLength = 65_536;

/** @returns how many keys fit the algorithm. @throws HTTPException when there is none */
export async function registerJwks(
  { registry }: VendorInstance,
  owner: string,
  url: string,
  algorithm: Algorithm,
): Promise<number> {
  const materials = await fetchKeys(url, algorithm).catch((error: unknown) => {
    const reason = error instanceof Error ? error.message : "unknown";
    throw apiError(400, `Could not load the JWKS: ${reason}.`);
  });
  if (materials.length === 0) throw apiError(400, `The JWKS has no key for ${algorithm}.`);
  await registry.put(keySets, [owner], { url, algorithm, materials });
  return materials.length;
}

/** Never runs while a token is verified. After a failure the keys remain. */
export async function refreshJwks({ registry, name, sandbox }: VendorInstance): Promise<void> {
  for (const { id, body } of await registry.list(keySets)) {
    try {
      const materials = await fetchKeys(body.url, body.algorithm);
      await registry.put(keySets, [id], { ...body, materials });
    } catch (error) {
      sandbox.log(`${name} could not load the JWKS of ${id}: ${(error as Error).message}`);
    }
  }
}

/** The keys that fit the algorithm, as PEM. */
async function fetchKeys(url: string, algorithm: Algorithm): Promise<string[]> {
  const response = await fetch(url, { redirect: "error", signal: AbortSignal.timeout(3_000) });
  if (!response.ok) throw new Error(`status ${response.status}`);
  const text = await response.text();
  if (text.length > maxLength) throw new Error("it is too large");
  const { keys } = responseSchema.parse(JSON.parse(text));
  return keys.flatMap((jwk) => {
    if (jwk.alg !== undefined && jwk.alg !== algorithm) return [];
    try {
      const key = createPublicKey({ key: jwk as JsonWebKey, format: "jwk" });
      const material = key.export({ type: "spki", format: "pem" }).toString();
      importKey(algorithm, material);
      return material;
    } catch {
      return []; // One unusable key must not affect the others.
    }
  });
}
