// Decides when a key that others follow is done: with its last token, or at once when that is asked for.
import { db } from "@/lib/db";
import { env } from "@/lib/env";
import type { Vendor } from "@/lib/vendors/contract";
import type { Prisma } from "../generated/prisma/client";

/** Clocks differ, and a verifier forgives a little: what a key sealed may be looked at this much later. */
const graceSeconds = 60;

type Connection = { id: string; ttlSeconds: number | null };

/**
 * Statements that end the keys in whose place another one comes: those of the same owner. Where a key
 * belongs to a name at the vendor, each name has one, and none follows another.
 *
 * @param before `overlap`: they stay valid until their last token has expired. `retire`: they end now
 */
export function retireSiblings(
  { credential, maxSeconds }: Vendor,
  { id, ttlSeconds }: Connection,
  tenantId: string | null,
  algorithm: string,
  before: "overlap" | "retire",
): Prisma.PrismaPromise<unknown>[] {
  if (credential.tenantKid && algorithm !== "api") return [];
  // A key of the vendor's own API seals nothing: it follows its like, and signing keys theirs.
  const like = algorithm === "api" ? "api" : { not: "api" };
  if (before === "retire") {
    return [
      db().embedCredential.updateMany({
        where: {
          connectionId: id,
          tenantId,
          algorithm: like,
          state: { in: ["active", "retiring"] },
        },
        data: { state: "retired", retiredAt: new Date(), retiresAt: null },
      }),
    ];
  }
  const { EMBED_TTL_SECONDS } = env();
  const life = Math.min(EMBED_TTL_SECONDS, ttlSeconds ?? maxSeconds, maxSeconds);
  // The audit knows the last token's end; one being minted right now is not in it yet, hence the life.
  return [
    db().$executeRaw`
      update "EmbedCredential" c set state = 'retiring',
        "retiresAt" = make_interval(secs => ${graceSeconds}) + greatest(
          now() + make_interval(secs => ${life}),
          (select max(a."expiresAt") from "AuditEvent" a
            where a.connection = c."connectionId" and a.kid = c.kid and a.action = 'mint'
              and a.at > now() - make_interval(secs => ${maxSeconds})))
      where c."connectionId" = ${id} and c.state = 'active'
        and c."tenantId" is not distinct from ${tenantId}
        and (c.algorithm = 'api') = ${algorithm === "api"}`,
  ];
}

/** Writes down what has become true by waiting: retiring keys whose time is over are retired. */
export async function settleRetired(connectionId: string): Promise<void> {
  await db().$executeRaw`
    update "EmbedCredential" set state = 'retired', "retiredAt" = "retiresAt"
    where "connectionId" = ${connectionId} and state = 'retiring' and "retiresAt" <= now()`;
}
