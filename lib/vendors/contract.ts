// Decides what a vendor is: plain data, and five pure members that turn a scope into a vendor's words.
import type { z } from "zod";
import type { Pane, Renewal } from "@/lib/embed/schema";

/** What a grant may give. `view` is in every grant. */
export const capabilities = ["view", "export", "explore", "edit"] as const;
export type Capability = (typeof capabilities)[number];

/** Names at the vendor, by the members of `Vendor.mapping` (`{ customer: "acme-west" }`). */
export type Names = Readonly<Record<string, string | undefined>>;

/** Who may see what until when; in nobody's vendor. Made by the core from proven facts only. */
export type EmbedScope = {
  tenant: { id: string; slug: string; name: string };
  /** `id` is opaque and stable; `email` is normalised (NFKC, lower case). */
  viewer: { id: string; email: string; name: string; role: "owner" | "admin" | "member" };
  /** The person's team names in the host. */
  teams: readonly string[];
  /** The only region whose rows the person may see; null: all regions, said explicitly to the vendor. */
  region: string | null;
  /**
   * Names at the vendor, already the narrowest: for a kind whose `region` is "mapping", a person with
   * a region comes with that region's names (see `resolveNames` in names.ts), never the tenant's.
   */
  names: Names;
  /** One entry per team of the person that has a name at the vendor; only for kinds whose `teams` is "names". */
  teamNames: readonly Names[];
  capabilities: readonly Capability[];
  /** `ref` is the vendor's id, `kind` a key of `Vendor.kinds`. */
  dashboard: { ref: string; kind: string; title: string };
  /** Id of this mint; the token's `jti` where the vendor has one. */
  id: string;
  /** Id of the credential that will createToken, null where the vendor gives none. Public (Sigma's client id). */
  keyId: string | null;
  /** Epoch seconds, integers. */
  issuedAt: number;
  expiresAt: number;
  theme: "light" | "dark";
  /** BCP 47, `en-US`. */
  locale: string;
  /** IANA, `Europe/Paris`. */
  timeZone: string;
  /** Exact origin of the host, `https://app.example.com`. */
  hostOrigin: string;
};

export type TokenAlgorithm = "HS256" | "RS256" | "ES256" | "dir+A256GCM";

/** Which key a connection of this vendor needs. Lengths count bytes of the secret's UTF-8 text. */
export type CredentialNeed = {
  algorithms: readonly TokenAlgorithm[];
  /** Exact length of a shared secret (Explo: 32). */
  bytes?: number;
  /** Least length of a shared secret. */
  minBytes?: number;
  /** Whether the token's header names the key. */
  kid: "required" | "absent";
  /** Every tenant has its own key at the vendor. */
  perTenant: boolean;
  /**
   * The member of `mapping` whose owner the key belongs to (Basedash: `organization`): among a tenant's
   * credentials the one whose kid in our books equals that name seals. Absent: any active one.
   */
  perName?: string;
  /**
   * What the vendor calls the key for its own API, kept as a credential of algorithm "api". `orSigning`:
   * without one, the signing credential opens the API too. Absent: the host calls no API there.
   */
  api?: { label: string; orSigning: boolean };
};

/** What is true of a vendor's kind of dashboard, beyond what it is told. */
export const facts = {
  inPlace: "A shown pane takes a new token without a reload.",
  carriesFilters: "What the person has filtered survives a renewal.",
  needsCookies: "Works only where the browser lets the vendor's frame keep a cookie.",
  needsReferer: "The vendor checks the Referer header: no `no-referrer` on its frame.",
  failureVisible: "The vendor says when it is shown, so that silence means failure.",
  oneTime: "A token opens one load only.",
} as const;
export type Fact = keyof typeof facts;

/** What one kind of dashboard can do; the rows of the capability table in docs/vendors.md. */
export type Kind = {
  label: string;
  /** What `Vendor.pane` returns for it: a page must know before it mints. */
  pane: Pane["kind"];
  /** How a person's region is said: by a claim, or by the names of a narrower object at the vendor. */
  region: "claim" | "mapping";
  /**
   * How a person's teams are said: `claim` — the host's team names go into a claim; `names` — each
   * team's own name at the vendor, several at once; `mapping` — one team may stand for a narrower
   * object, two that differ are `not_configured`; `none` — not at all.
   */
  teams: "claim" | "names" | "mapping" | "none";
  /** How the vendor expresses each capability; null: it cannot, and a grant with it is refused. */
  capabilities: Record<Capability, string | null>;
  /** Capabilities that come along because the vendor cannot separate them. */
  brings: Partial<Record<Capability, readonly Capability[]>>;
  facts: readonly Fact[];
};

/** Origins a page of the host must allow for this connection (CSP frame-, script-, connect-src, form-action). */
export type Origins = { frame: string[]; script: string[]; connect: string[]; form: string[] };

/** How one vendor wants to be spoken to. Pure: no I/O, no clock, no key, no randomness. */
export type Vendor<S = unknown> = {
  /** Key in the registry and the database: `explo`. */
  id: string;
  /** How the catalogue shows it: name, one or two letters, hue in degrees. */
  label: string;
  mark: string;
  hue: number;
  /** Longest token life the vendor takes (or advises, where it states none), in seconds. */
  maxSeconds: number;
  credential: CredentialNeed;
  kinds: Readonly<Record<string, Kind>>;
  /** Names of a tenant, or of a narrower object, at the vendor. */
  mapping: z.ZodType<Names>;
  /** Those of them that say whose rows are shown: no two tenants share all of them. */
  identity: readonly string[];
  /** Names of a team at the vendor; null: no kind asks for any. */
  teamMapping: z.ZodType<Names> | null;

  /** The public part of a connection. Parse what is stored before handing it to the members below. */
  settings: z.ZodType<S>;
  /** The token's payload, complete: the core adds only the header. Throws `NotConfigured`. */
  claims(scope: EmbedScope, settings: S): Record<string, unknown>;
  /** What to show. Throws `NotConfigured`. */
  pane(token: string, scope: EmbedScope, settings: S): Pane;
  /** How the shown pane stays alive. */
  renewal(token: string, scope: EmbedScope, settings: S): Renewal;
  /** What the host's CSP must allow. */
  origins(settings: S): Origins;
  /**
   * What an address copied from the vendor shows, as `kind` and `ref` of a dashboard; null: it is not of
   * this connection, or does not tell. Absent: no address of this vendor does.
   */
  recognize?(url: URL, settings: S): Recognized | null;
};

/** `kind` is a key of `Vendor.kinds`, `ref` the vendor's id. */
export type Recognized = { kind: string; ref: string };

/** A connection, mapping or dashboard does not say what the vendor must be told. The message names it. */
export class NotConfigured extends Error {
  override readonly name = "NotConfigured";
  readonly code = "not_configured";
  /** Short, for a log or a test: `names.customer`, `region`, `dashboard.ref`. */
  readonly missing: string;

  constructor(missing: string, message: string) {
    super(message);
    this.missing = missing;
  }
}

/**
 * Why these capabilities cannot be granted on dashboards of this kind, in plain words; empty: they can.
 */
export function refusals(kind: Kind, granted: readonly Capability[]): string[] {
  const reasons: string[] = [];
  for (const capability of granted) {
    if (kind.capabilities[capability] === null) {
      reasons.push(`${kind.label}: the vendor has no way to grant "${capability}".`);
    }
    const missing = (kind.brings[capability] ?? []).filter((other) => !granted.includes(other));
    if (missing.length > 0) {
      reasons.push(`${kind.label}: "${capability}" always brings "${missing.join('", "')}" along.`);
    }
  }
  return reasons;
}
