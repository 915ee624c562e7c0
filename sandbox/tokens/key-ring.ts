import { randomBytes } from "node:crypto";
import { z } from "zod";
import { type Registry, resource } from "../registry";
import { type Algorithm, importKey, type VerificationKey } from "./keys";

const keySchema = z.strictObject({
  owner: z.string(),
  algorithm: z.enum(["HS256", "RS256", "ES256", "A256GCM"]),
  material: z.string(),
});
const keys = resource("keys/:kid", keySchema);

/** Public keys that their owner publishes; loaded when registered, and again every minute. */
export const keySets = resource(
  "jwks/:owner",
  z.strictObject({
    url: z.string(),
    algorithm: z.enum(["RS256", "ES256"]),
    materials: z.array(z.string()),
  }),
);

/** @throws InvalidKey */
export async function addKey(
  registry: Registry,
  kid: string,
  key: { owner: string; algorithm: Algorithm; material: string },
): Promise<void> {
  importKey(key.algorithm, key.material);
  await registry.add(keys, [kid], key);
}

/** From now on every token made with the key is refused. */
export function removeKey(registry: Registry, kid: string): Promise<boolean> {
  return registry.delete(keys, kid);
}

export type KeyRing = Awaited<ReturnType<typeof loadKeys>>;

/** All keys, the newest last. Looked up in memory, so that the `kid` of a token never reaches SQL. */
export async function loadKeys(registry: Registry) {
  const registered = (await registry.list(keys)).map(({ id: kid, body }) => ({ kid, ...body }));
  // No token can name these: a `kid` with a colon is refused.
  const published = (await registry.list(keySets)).flatMap(({ id: owner, body }) =>
    body.materials.map((material) => ({
      kid: `jwks:${owner}`,
      owner,
      algorithm: body.algorithm,
      material,
    })),
  );
  const all = [...registered, ...published].map(
    ({ material, ...key }): VerificationKey => ({
      ...key,
      key: importKey(key.algorithm, material),
    }),
  );
  return {
    all,
    byId: (kid: string) => all.find((key) => key.kid === kid),
    byOwner: (owner: unknown) => all.filter((key) => key.owner === owner),
  };
}

/** 43 characters with 256 random bits; signs with the bytes of its text. */
export function newSecret(): string {
  return randomBytes(32).toString("base64url");
}
