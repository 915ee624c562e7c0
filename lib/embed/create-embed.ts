// Decides what an allowed standing becomes: scope → claims → token → pane, in the vendor's words.

import type { Facts } from "@/lib/access/standing";
import { provisionMember } from "@/lib/connections/provision-member";
import { env } from "@/lib/env";
import { decrypt } from "@/lib/vault/vault";
import type { EmbedScope } from "@/lib/vendors/contract";
import { NotConfigured } from "@/lib/vendors/contract";
import { requireVendor } from "@/lib/vendors/registry";
import { type Mappings, resolveNames } from "./resolve-mapping";
import { type Mint, mintSchema } from "./schema";
import { createToken, maxTokenLength, TokenError } from "./token";

export type Spoken = {
  answer: Mint;
  /** Never leaves the server but inside `answer`, except for operators in the playground. */
  token: string;
  claims: Record<string, unknown>;
  /** Where the token came from: sealed here, or asked of the vendor. */
  maker: "host" | "vendor";
};

/**
 * Says an allowed standing in the vendor's words. May call the vendor: never inside a transaction.
 *
 * @param id of this mint; the token's `jti` where the vendor has one
 * @throws NotConfigured, TokenError, VaultError, VendorFailure
 */
export async function speak(facts: Facts, id: string, scheme: "light" | "dark"): Promise<Spoken> {
  const vendor = requireVendor(facts.connection.vendor);
  const settings = vendor.settings.parse(facts.connection.settings);
  const { credential, user, connection } = facts;

  const { mapping, teamMappings } = resolveNames(vendor, facts.dashboard.kind, mappingsOf(facts));
  const { tenantKid } = vendor.credential;
  if (tenantKid && mapping[tenantKid] !== credential.kid) {
    throw new NotConfigured("credential", "No credential belongs to this name at the vendor.");
  }
  const requestToken = vendor.api?.requestToken;
  const remote = requestToken?.isEnabled(settings) ? requestToken : null;
  const scope: EmbedScope = {
    tenant: facts.tenant,
    viewer: { id: user.id, email: user.email, name: user.name, role: facts.role },
    teams: facts.teams.map((team) => team.name),
    region: facts.region,
    mapping,
    teamMappings,
    capabilities: facts.capabilities,
    dashboard: facts.dashboard,
    id,
    kid: remote ? null : credential.kid,
    issuedAt: facts.issuedAt,
    expiresAt: facts.expiresAt,
    theme: user.theme === "light" || user.theme === "dark" ? user.theme : scheme,
    locale: user.locale,
    timeZone: user.timeZone,
    hostOrigin: env().origin,
  };
  const seconds = facts.expiresAt - facts.issuedAt;
  const claims = vendor.claims(scope, settings);
  const secret = decrypt(credential.encryptedSecret, {
    connectionId: connection.id,
    ...credential,
  });
  await provisionMember({ vendor, connectionId: connection.id, scope, claims, settings });
  const apiKey = { id: credential.kid, secret };
  const token = remote
    ? checked(await remote.send({ claims, settings, apiKey, seconds }))
    : await createToken(claims, {
        algorithm: credential.algorithm,
        need: vendor.credential,
        kid: credential.kid,
        secret,
      });
  // Parsed, so that an address too long or an origin not exact is found here and not in a browser.
  const answer = mintSchema.parse({
    id,
    vendor: vendor.id,
    expiresIn: seconds,
    pane: vendor.pane(token, scope, settings),
    renewal: vendor.renewal(token, scope, settings),
  });
  return { answer, token, claims, maker: remote ? "vendor" : "host" };
}

function checked(token: string): string {
  if (token.length <= maxTokenLength) return token;
  throw new TokenError("token_too_long", `The vendor's token has ${token.length} characters.`);
}

/** The stored names, as `resolveNames` takes them. */
function mappingsOf({ mappings, region, teams }: Facts): Mappings {
  const namesFor = (wanted: string) => mappings.find((row) => row.region === wanted)?.names;
  return {
    tenant: namesFor("") ?? {},
    // An empty region is a mistake in the membership, not "all regions".
    region: region !== null ? { name: region, names: namesFor(region || " ") ?? null } : null,
    teams: teams.flatMap(({ name, names }) => (names ? [{ name, names }] : [])),
  };
}
