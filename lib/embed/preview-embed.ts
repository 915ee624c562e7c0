import { randomBytes } from "node:crypto";
import type { Authorization } from "@/lib/access/authorize";
import { type AccessPreview, previewAccess } from "@/lib/access/preview-access";
import { recordEvent } from "@/lib/audit/record";
import type { SignedIn } from "@/lib/auth/session";
import { db } from "@/lib/db";
import { normalizeEmail } from "@/lib/users/email-address";
import { ValidationError } from "@/lib/validation";
import { type DecodedToken, decodeToken } from "./decrypt-claims";
import { type CreatedEmbed, createEmbed } from "./mint-embed";

/** Seconds. */
const playgroundTokenLife = 60;

export type PreviewRequest = {
  userId: string;
  tenant: string;
  dashboard: string;
  scheme: "light" | "dark";
  /** Longest lifetime of the test token, in seconds. */
  maxSeconds: number;
  /** Name of the audit event, such as `playground.view-as`. */
  action: string;
  /** Who looks; null for the command line. */
  actor: { id: string; email: string } | null;
};

export type EmbedPreview = AccessPreview & {
  /** Null when access was refused or no token could be created; `failure` is then why, if the latter. */
  embed: CreatedEmbed | null;
  failure: unknown;
};

/**
 * Mints a test token as another person, without counting against their rate limit. The audit entry names
 * the actor, and the person in its detail.
 */
export async function previewEmbed(request: PreviewRequest): Promise<EmbedPreview> {
  const { userId, tenant, dashboard, scheme, maxSeconds, action, actor } = request;
  const id = randomBytes(16).toString("hex");
  const preview = await previewAccess(userId, { tenant, dashboard });
  const { access } = preview;
  const authorization = access.outcome === "allowed" ? access.authorization : null;
  const { embed, failure } = authorization
    ? await tryEmbed(authorization, { id, scheme, maxSeconds })
    : { embed: null, failure: null };
  await recordEvent({
    id,
    action,
    tenantSlug: tenant,
    dashboard,
    userId: actor?.id ?? null,
    email: actor?.email ?? "command line",
    tenantId: access.member?.tenant.id ?? null,
    detail: { personId: userId, person: access.user?.email ?? null },
    ...(access.outcome !== "allowed"
      ? { outcome: "refused", reason: access.outcome }
      : embed
        ? {
            outcome: "allowed",
            connection: access.authorization.connection.id,
            tokenId: id,
            kid: embed.credential.kid,
            expiresAt: embed.expiresAt,
          }
        : { outcome: "failed", connection: access.authorization.connection.id }),
  });
  return { ...preview, embed, failure };
}

async function tryEmbed(
  authorization: Authorization,
  options: Parameters<typeof createEmbed>[1],
): Promise<Pick<EmbedPreview, "embed" | "failure">> {
  try {
    return { embed: await createEmbed(authorization, options), failure: null };
  } catch (failure) {
    return { embed: null, failure };
  }
}

export type PlaygroundPreview = EmbedPreview & {
  user: { name: string; email: string };
  /** What the token says, read from the token itself. */
  decoded: DecodedToken | null;
};

/** @throws ValidationError naming the fields of what does not exist */
export async function previewForPlayground(
  operator: SignedIn,
  request: { tenant: string; email: string; dashboard: string; scheme: "light" | "dark" },
): Promise<PlaygroundPreview> {
  const { tenant, dashboard, scheme } = request;
  const [foundTenant, user, foundDashboard] = await Promise.all([
    db().tenant.findUnique({ where: { slug: tenant }, select: { id: true } }),
    db().user.findUnique({
      where: { email: normalizeEmail(request.email) },
      select: { id: true, name: true, email: true },
    }),
    db().dashboard.findUnique({ where: { slug: dashboard }, select: { id: true } }),
  ]);
  if (!foundTenant || !user || !foundDashboard) {
    throw new ValidationError({
      ...(!foundTenant && { tenant: "This tenant doesn't exist." }),
      ...(!user && { email: "No user has this email address." }),
      ...(!foundDashboard && { dashboard: "This dashboard doesn't exist." }),
    });
  }
  const preview = await previewEmbed({
    userId: user.id,
    tenant,
    dashboard,
    scheme,
    maxSeconds: playgroundTokenLife,
    action: "playground.view-as",
    actor: operator.user,
  });
  const { access, embed } = preview;
  const decoded =
    embed && access.outcome === "allowed"
      ? await decodeToken(embed.token, access.authorization.connection.id)
      : null;
  return { ...preview, user: { name: user.name, email: user.email }, decoded };
}
