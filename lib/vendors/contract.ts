import type { z } from "zod";
import type { Pane, Renewal } from "@/lib/embed/schema";
import type { VendorApi } from "./api-contract";

/** What a grant can give. `view` is part of every grant. */
export const capabilities = ["view", "export", "explore", "edit"] as const;
export type Capability = (typeof capabilities)[number];

/** A tenant's or team's mapping, by the members of `Vendor.mapping`: `{ customer: "acme" }`. */
export type MappingValues = Readonly<Record<string, string | undefined>>;

/** Who may see what, until when; vendor-neutral. The core makes it from proven facts only. */
export type EmbedScope = {
  tenant: { id: string; slug: string; name: string };
  /** `id` is opaque and stable; `email` is normalized (NFKC, lower case). */
  viewer: { id: string; email: string; name: string; role: "owner" | "admin" | "member" };
  /** The host's names of the viewer's teams. */
  teams: readonly string[];
  /** The only region whose rows the viewer may see. Null: all regions, which the token must say. */
  region: string | null;
  /** Already the narrowest: a region's or team's mapping where the kind needs one, else the tenant's. */
  mapping: MappingValues;
  /** One per team of the viewer that has a mapping; only for kinds whose `teams` is "mapped-claim". */
  teamMappings: readonly MappingValues[];
  capabilities: readonly Capability[];
  /** `ref` is the vendor's id, `kind` a key of `Vendor.kinds`. */
  dashboard: { ref: string; kind: string; title: string };
  /** Id of this mint; the token's `jti` where the vendor has one. */
  id: string;
  /** Id of the signing credential, which is public. Null: the vendor's API makes the token. */
  kid: string | null;
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

/** The key that a connection needs. Lengths count bytes of a shared secret's UTF-8 text. */
export type CredentialSpec = {
  algorithms: readonly TokenAlgorithm[];
  minBytes?: number;
  /** Exact length: `dir` uses the secret's bytes as the AES key itself. */
  bytes?: number;
  /** Whether the token's header names the key. */
  kid: "required" | "absent";
  /**
   * For vendors that isolate tenants as organizations with a secret each: the member of `mapping` that
   * names the organization. A key belongs to one tenant, and its `kid` is that name. Null: one key
   * serves all tenants.
   */
  tenantKid: string | null;
  /** The key for the vendor's own API. `orSigning`: without one, the signing key is used. */
  api?: { label: string; orSigning: boolean };
};

export const traits = {
  renewsInPlace: "A shown pane takes a new token without a reload.",
  keepsFilters: "What the viewer has filtered survives a renewal.",
  needsCookies: "Works only where the browser lets the vendor's frame keep a cookie.",
  needsReferer: "The vendor checks the Referer header, so `no-referrer` breaks it.",
  reportsReady: "The vendor sends a message when it is shown, so silence means failure.",
  singleUse: "A token opens one load only.",
} as const;
export type Trait = keyof typeof traits;

/** What one kind of dashboard can do; a row of the tables in docs/vendors.md. */
export type Kind = {
  label: string;
  /** What `Vendor.pane` returns for it, known before a mint. */
  pane: Pane["kind"];
  /** How a viewer's region is expressed: in a claim, or by the mapping of a narrower object. */
  region: "claim" | "mapping";
  /**
   * How a viewer's teams are expressed. `claim`: the host's team names, in a claim. `mapped-claim`: the
   * mappings of all teams, in a claim. `mapping`: a team is a narrower object at the vendor, so two
   * teams with different mappings are `not_configured`. `none`: not at all.
   */
  teams: "claim" | "mapped-claim" | "mapping" | "none";
  /** How the vendor expresses each capability. Null: it cannot, and a grant with it is refused. */
  capabilities: Record<Capability, string | null>;
  /** Capabilities that the vendor cannot grant without others. */
  includes: Partial<Record<Capability, readonly Capability[]>>;
  traits: readonly Trait[];
};

/** Origins for the host's CSP: frame-src, script-src, connect-src and form-action. */
export type Origins = { frame: string[]; script: string[]; connect: string[]; form: string[] };

/** `kind` is a key of `Vendor.kinds`, `ref` the vendor's id. */
export type Recognized = { kind: string; ref: string };

/** An error text that the vendor shows, from its documentation. */
export type VendorErrorText = { text: RegExp; meaning: string; fix: string };

/** Data and pure functions: no I/O, no clock, no key. I/O is in `api` only. */
export type Vendor<S = unknown> = {
  /** Key in the registry and the database. */
  id: string;
  label: string;
  /** For the avatar: one or two letters, and a hue in degrees. */
  initials: string;
  hue: number;
  /** Longest token life in seconds: the vendor's limit, or its advice where it states none. */
  maxSeconds: number;
  credential: CredentialSpec;
  kinds: Readonly<Record<string, Kind>>;

  /** What a connection stores; holds no secret. */
  settings: z.ZodType<S>;
  /** What an operator enters for a tenant, or for a region of it. */
  mapping: z.ZodType<MappingValues>;
  /** The members of `mapping` that select the rows; no two tenants may share all of them. */
  identity: readonly string[];
  /** What an operator enters for a team. Null: nothing. */
  teamMapping: z.ZodType<MappingValues> | null;

  /** The token's complete payload; the core adds only the header. @throws NotConfigured */
  claims(scope: EmbedScope, settings: S): Record<string, unknown>;
  /** What to show. @throws NotConfigured */
  pane(token: string, scope: EmbedScope, settings: S): Pane;
  /** How the shown pane stays alive. */
  renewal(token: string, scope: EmbedScope, settings: S): Renewal;
  origins(settings: S): Origins;
  /** What an address copied from the vendor shows. Null: nothing of this connection, or unknown. */
  recognize(url: URL, settings: S): Recognized | null;
  /** Empty where the vendor documents none. */
  errors: readonly VendorErrorText[];
  /** The vendor's HTTP API. Null: the host does not call it. */
  api: VendorApi<S> | null;
};

/** A connection, mapping or dashboard lacks what the vendor needs. */
export class NotConfigured extends Error {
  override readonly name = "NotConfigured";
  readonly code = "not_configured";
  /** Short, for logs and tests: `mapping.customer`, `region`, `dashboard.ref`. */
  readonly missing: string;

  constructor(missing: string, message: string) {
    super(message);
    this.missing = missing;
  }
}

/** Why these capabilities cannot be granted on dashboards of this kind; empty: they can. */
export function refusals(
  { label }: Pick<Vendor, "label">,
  kind: Kind,
  granted: readonly Capability[],
): string[] {
  return granted.flatMap((capability) => {
    if (kind.capabilities[capability] === null) {
      return `${label} doesn't support ${capability} here.`;
    }
    const missing = (kind.includes[capability] ?? []).filter((other) => !granted.includes(other));
    if (missing.length === 0) return [];
    return `${label} can't grant ${capability} without ${missing.join(" and ")} here.`;
  });
}
