import { randomBytes } from "node:crypto";
import { ZodError } from "zod";
import { type Authorization, authorize, type Refusal } from "@/lib/access/authorize";
import { recordEvent } from "@/lib/audit/record";
import { provisionMember } from "@/lib/connections/provision-member";
import { db } from "@/lib/db";
import { env } from "@/lib/env";
import { asProblem, Problem } from "@/lib/errors";
import { decrypt, VaultError } from "@/lib/vault/vault";
import { type EmbedScope, NotConfigured } from "@/lib/vendors/contract";
import { requireVendor } from "@/lib/vendors/registry";
import { VendorFailure } from "@/lib/vendors/vendor-error";
import { type Credential, resolveMapping } from "./resolve-mapping";
import { type Mint, mintSchema } from "./schema";
import { createToken, requireShortToken, TokenError } from "./token";

export type MintRequest = {
  sessionId: string;
  /** Slugs: all that a token takes from the request. */
  tenant: string;
  dashboard: string;
  requestId: string;
  /** The browser's color scheme, for people who follow the system. */
  scheme: "light" | "dark";
};

/** `viewer` is the user's id: a browser discards what was minted for someone else. */
export type MintedEmbed = { viewer: string; mint: Mint };

/**
 * Mints one token for one pane. Access is read now, and the audit entry is committed before the token
 * leaves.
 *
 * @param signal ends calls to the vendor when the request's time is up
 * @throws Problem
 */
export async function mintEmbed(
  { sessionId, tenant, dashboard, requestId, scheme }: MintRequest,
  signal?: AbortSignal,
): Promise<MintedEmbed> {
  const id = randomBytes(16).toString("hex");
  const access = await authorize({ sessionId, tenant, dashboard });
  const event = {
    id,
    action: "mint",
    requestId,
    tenantSlug: tenant,
    dashboard,
    userId: access.user?.id ?? null,
    email: access.user?.email ?? null,
    tenantId: access.member?.tenant.id ?? null,
  };

  if (access.outcome !== "allowed") {
    const { outcome, reason, retryAfter, audited } = access;
    const text = reason ? `${outcome}: ${reason}` : outcome;
    if (audited) await recordEvent({ ...event, outcome: "refused", reason: text });
    throw new Problem(outcome, refusals[outcome], {
      ...(outcome === "rate_limited" && { retryAfter }),
      ...(reason === "suspended" && { reason }),
    });
  }

  const { authorization } = access;
  const tokenEvent = { ...event, connection: authorization.connection.id, tokenId: id };
  let embed: CreatedEmbed;
  try {
    embed = await createEmbed(authorization, { id, scheme, signal });
  } catch (error) {
    await recordEvent({ ...tokenEvent, outcome: "failed", reason: failureReason(error) });
    throw failureProblem(error);
  }
  const { mint, credential, expiresAt } = embed;
  await Promise.all([
    recordEvent({ ...tokenEvent, outcome: "allowed", kid: credential.kid, expiresAt }),
    noteUse(credential),
  ]);
  return { viewer: authorization.user.id, mint };
}

export type CreatedEmbed = {
  mint: Mint;
  /** Leaves the server only inside `mint`, and in the playground. */
  token: string;
  credential: Credential;
  expiresAt: Date;
  createdBy: "host" | "vendor";
};

type EmbedOptions = Pick<MintRequest, "scheme"> & {
  /** Of this mint; the token's `jti` where the vendor has one. */
  id: string;
  signal?: AbortSignal | undefined;
  maxSeconds?: number;
};

/**
 * Scope, mapping, claims, token, pane. May call the vendor: never run it inside a transaction.
 *
 * @throws NotConfigured, TokenError, VaultError, VendorFailure
 */
export async function createEmbed(
  authorization: Authorization,
  { id, scheme, signal, maxSeconds = Number.POSITIVE_INFINITY }: EmbedOptions,
): Promise<CreatedEmbed> {
  const { user, connection, now } = authorization;
  const vendor = requireVendor(connection.vendor);
  const settings = parseSettings(vendor, connection.settings);
  const request = vendor.api?.requestToken;
  const requestToken = request?.isEnabled(settings) ? request.send : undefined;
  const { mapping, teamMappings, credential } = resolveMapping(vendor, authorization, {
    apiToken: requestToken !== undefined,
  });
  const seconds = Math.min(
    env().EMBED_TTL_SECONDS,
    connection.ttlSeconds ?? Number.POSITIVE_INFINITY,
    vendor.maxSeconds,
    maxSeconds,
  );
  const scope: EmbedScope = {
    tenant: authorization.tenant,
    viewer: { id: user.id, email: user.email, name: user.name, role: authorization.role },
    teams: authorization.teams.map((team) => team.name),
    region: authorization.region,
    mapping,
    teamMappings,
    capabilities: authorization.capabilities,
    dashboard: authorization.dashboard,
    id,
    kid: requestToken ? null : credential.kid,
    issuedAt: now,
    expiresAt: now + seconds,
    theme: user.theme === "light" || user.theme === "dark" ? user.theme : scheme,
    locale: user.locale,
    timeZone: user.timeZone,
    hostOrigin: env().origin,
  };
  const claims = vendor.claims(scope, settings);
  const secret = decrypt(credential.encryptedSecret, {
    connectionId: connection.id,
    tenantId: credential.tenantId,
    kid: credential.kid,
  });
  await provisionMember({ vendor, connectionId: connection.id, scope, claims, settings, signal });
  const token = requestToken
    ? requireShortToken(
        await requestToken({
          claims,
          settings,
          apiKey: { id: credential.kid, secret },
          seconds,
          signal,
        }),
      )
    : await createToken(claims, {
        algorithm: credential.algorithm,
        need: vendor.credential,
        kid: credential.kid,
        secret,
      });
  // Parsed, so that a URL too long or an origin not exact fails here and not in a browser.
  const mint = mintSchema.parse({
    id,
    vendor: vendor.id,
    expiresIn: seconds,
    pane: vendor.pane(token, scope, settings),
    renewal: vendor.renewal(token, scope, settings),
  });
  return {
    mint,
    token,
    credential,
    expiresAt: new Date(scope.expiresAt * 1_000),
    createdBy: requestToken ? "vendor" : "host",
  };
}

function parseSettings(vendor: ReturnType<typeof requireVendor>, stored: unknown): unknown {
  const parsed = vendor.settings.safeParse(stored);
  if (parsed.success) return parsed.data;
  throw new NotConfigured("settings", `${vendor.label}: the connection's settings are incomplete.`);
}

/** Once a minute is precise enough to show which credentials are in use. */
async function noteUse({ id, lastUsedAt }: Credential): Promise<void> {
  const now = new Date();
  if (lastUsedAt && now.getTime() - lastUsedAt.getTime() < 60_000) return;
  await db().embedCredential.updateMany({ where: { id }, data: { lastUsedAt: now } });
}

function failureReason(error: unknown): string {
  if (error instanceof NotConfigured) return `not_configured: ${error.missing}`;
  if (error instanceof VendorFailure) return `vendor: ${error.kind}`;
  return error instanceof TokenError ? `token: ${error.code}` : "token";
}

/** Errors that stay until someone changes the setup. */
const setupErrors = [NotConfigured, TokenError, VaultError, VendorFailure, ZodError];

function failureProblem(error: unknown): Problem {
  if (error instanceof VendorFailure && error.transient) {
    const detail = "The vendor of this dashboard isn't responding. Try again in a moment.";
    return new Problem("unavailable", detail, { retryAfter: 2, cause: error });
  }
  if (!setupErrors.some((type) => error instanceof type)) return asProblem(error);
  return new Problem("not_configured", refusals.not_configured, { cause: error });
}

const refusals: Record<Refusal, string> = {
  signed_out: "Sign in, then open the dashboard again.",
  not_found: "This dashboard doesn't exist.",
  not_allowed: "This dashboard isn't shared with you. An owner or admin can share it.",
  not_configured: "This dashboard isn't set up for you yet. Contact your administrator.",
  rate_limited: "Too many requests. Wait a moment and try again.",
};
