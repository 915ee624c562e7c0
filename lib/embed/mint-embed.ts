// Decides what a browser gets to show a dashboard: decision → scope → claims → seal → pane. The whole act.
import { randomBytes } from "node:crypto";
import { type Asked, type Decision, decide, type Verdict } from "@/lib/access/authorize";
import { recordEvent } from "@/lib/audit/record";
import { Problem } from "@/lib/errors";
import { NotConfigured } from "@/lib/vendors/contract";
import { VendorFailure } from "@/lib/vendors/vendor-error";
import { speak } from "./create-embed";
import type { Mint } from "./schema";

export type MintRequest = Omit<Asked, "mintId"> & {
  /** How the browser paints now; it decides when the person follows the system. Never part of a token. */
  scheme: "light" | "dark";
};

/** `viewer` is whom it is for: the browser throws away what another person's session has fetched. */
export type MintedEmbed = { viewer: string; answer: Mint };

/**
 * Mints one token for one pane. Authority is read now, from the database; nothing of the token comes
 * from the request but the two slugs, which the decision has proven. The audit row is committed first.
 *
 * @throws Problem for every refusal; NotConfigured and seal errors become `not_configured`, a vendor that
 *   does not answer `unavailable`.
 */
export async function mintEmbed(request: MintRequest): Promise<MintedEmbed> {
  const mintId = randomBytes(16).toString("hex");
  const decision = await decide({ ...request, mintId });
  if (decision.verdict !== "allowed" || !decision.facts) throw refusal(decision);
  try {
    const { answer } = await speak(decision.facts, mintId, request.scheme);
    return { viewer: decision.facts.user.id, answer };
  } catch (error) {
    const { user, tenant, dashboard, connection } = decision.facts;
    await recordEvent({
      action: "mint",
      outcome: "failed",
      reason: failureOf(error),
      userId: user.id,
      email: user.email,
      tenantId: tenant.id,
      tenantSlug: tenant.slug,
      dashboard: dashboard.slug,
      connection: connection.id,
      tokenId: mintId,
      requestId: request.requestId,
    });
    if (error instanceof VendorFailure && error.transient) {
      const detail = "The vendor of this dashboard does not answer. It is tried again.";
      throw new Problem("unavailable", detail, { retryAfter: 2, cause: error });
    }
    throw new Problem("not_configured", sentences.not_configured, { cause: error });
  }
}

/** The audit's word for what went wrong after the decision. */
function failureOf(error: unknown): string {
  if (error instanceof NotConfigured) return `not_configured: ${error.missing}`;
  return error instanceof VendorFailure ? `vendor: ${error.kind}` : "seal";
}

const sentences: Record<Verdict, string> = {
  signed_out: "Sign in, then open the dashboard again.",
  not_found: "There is no such dashboard here.",
  not_allowed: "Nobody has given you this dashboard. An owner or admin of the tenant can.",
  not_configured: "This dashboard is not set up for you yet. Ask whoever runs this application.",
  rate_limited: "Too many requests for dashboards. Wait a moment.",
};

function refusal({ verdict, reason, retryAfter }: Decision): Problem {
  if (verdict === "allowed") return new Problem("unavailable", "The decision holds no facts.");
  return new Problem(verdict, sentences[verdict], {
    ...(verdict === "rate_limited" && { retryAfter: Math.max(1, retryAfter) }),
    ...(verdict === "signed_out" && reason === "suspended" && { reason: "suspended" }),
  });
}
