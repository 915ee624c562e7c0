import { createHash } from "node:crypto";
import { respond } from "@/app/api/respond";
import { listPublicKeys, publicKeysSeconds } from "@/lib/vault/jwks";

/** Public halves of our signing keys, for vendors that fetch them: the same for everybody, cacheable. */
export async function GET(request: Request): Promise<Response> {
  const response = await respond(async () => ({ keys: await listPublicKeys() }));
  if (!response.ok) return response;
  const body = await response.text();
  const tag = `"${createHash("sha256").update(body).digest("base64url").slice(0, 22)}"`;
  const headers = {
    "Content-Type": "application/jwk-set+json",
    "Cache-Control": `public, max-age=${publicKeysSeconds}`,
    ETag: tag,
  };
  const known = request.headers.get("if-none-match")?.includes(tag) ?? false;
  return new Response(known ? null : body, { status: known ? 304 : 200, headers });
}
