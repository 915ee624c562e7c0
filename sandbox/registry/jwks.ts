// Decides which keys count for an owner whose public keys are fetched from an address of theirs. Fetched
// when registered and every minute, never while a token is being verified.
import { createPublicKey, type JsonWebKey } from "node:crypto";
import { z } from "zod";
import { BadInput } from "../admin";
import type { Sandbox } from "../sandbox";
import { type Algorithm, importKey } from "../verify/keys";

const jwksItem = z.strictObject({
  url: z.url({ protocol: /^https?$/ }),
  algorithm: z.enum(["RS256", "ES256"]),
});
type Jwks = z.infer<typeof jwksItem>;
/** For use in an admin body. */
export const jwksUrl = jwksItem.shape.url;

const answer = z.object({
  keys: z
    .array(z.looseObject({ kid: z.string().max(128).optional(), alg: z.string().optional() }))
    .max(50),
});
const longest = 65_536;

/** Registers the address and fetches it once. Throws BadInput when that brings no key. */
export async function registerJwks(
  sandbox: Sandbox,
  door: string,
  owner: string,
  jwks: Jwks,
): Promise<number> {
  const count = await refresh(sandbox, door, owner, jwks).catch((error: unknown) => {
    const reason = error instanceof Error ? error.message : "unknown";
    throw new BadInput("Invalid input", `The JWKS could not be fetched: ${reason}.`);
  });
  if (count === 0) {
    throw new BadInput("Invalid input", `The JWKS holds no key for ${jwks.algorithm}.`);
  }
  await sandbox.registry.put(door, "jwks", owner, jwks);
  return count;
}

/** Fetches every registered address again; what cannot be fetched keeps the keys it had. */
export async function refreshAllJwks(sandbox: Sandbox): Promise<void> {
  const rows = await sandbox.database.query<{ door: string; id: string; body: unknown }>(
    "select door, id, body from sandbox.item where kind = 'jwks'",
  );
  for (const { door, id, body } of rows) {
    await refresh(sandbox, door, id, jwksItem.parse(body)).catch((error: Error) =>
      sandbox.log(`${door} could not fetch the JWKS of ${id}: ${error.message}`),
    );
  }
}

/** @returns how many keys now count */
async function refresh(
  { database, clock }: Sandbox,
  door: string,
  owner: string,
  { url, algorithm }: Jwks,
): Promise<number> {
  const keys = await fetchKeys(url, algorithm);
  // No header can name these: a colon is not part of a `kid` that is accepted.
  const prefix = `jwks:${owner}:`;
  await database.transaction(async (tx) => {
    await tx.query(
      "delete from sandbox.signing_key where door = $1 and owner = $2 and kid like 'jwks:%'",
      [door, owner],
    );
    for (const [at, { kid = String(at), material }] of keys.entries()) {
      await tx.query(
        `insert into sandbox.signing_key (door, kid, owner, algorithm, material, created_at)
         values ($1, $2, $3, $4, $5, $6) on conflict do nothing`,
        [door, prefix + kid, owner, algorithm, material, clock()],
      );
    }
  });
  return keys.length;
}

/** The keys of a JWKS that are fit for the algorithm, as PEM. */
async function fetchKeys(
  url: string,
  algorithm: Algorithm,
): Promise<{ kid: string | undefined; material: string }[]> {
  const response = await fetch(url, { redirect: "error", signal: AbortSignal.timeout(3_000) });
  if (!response.ok) throw new Error(`it answers ${response.status}`);
  const text = await response.text();
  if (text.length > longest) throw new Error("it is too large");
  const { keys } = answer.parse(JSON.parse(text));
  return keys.flatMap((jwk) => {
    if (jwk.alg !== undefined && jwk.alg !== algorithm) return [];
    try {
      const key = createPublicKey({ key: jwk as JsonWebKey, format: "jwk" });
      const material = key.export({ type: "spki", format: "pem" }).toString();
      importKey(algorithm, material);
      return [{ kid: jwk.kid, material }];
    } catch {
      return []; // one unfit key must not take the others with it
    }
  });
}
