import type { EmbedScope, Recognized } from "./contract";

/** What a vendor's documentation shows for one dashboard; written by hand from its pages and samples. */
export type Golden = {
  title: string;
  /** The page or sample with these values. */
  source: string;
  settings: Record<string, unknown>;
  scope: Partial<EmbedScope>;
  header: Record<string, unknown>;
  claims: Record<string, unknown>;
  pane: Record<string, unknown>;
  renewal: Record<string, unknown>;
};

/** Completes the scope of every golden entry. */
export const baseScope: EmbedScope = {
  tenant: { id: "ten-1", slug: "acme", name: "Acme" },
  viewer: { id: "user_88", email: "owner@acme.example", name: "Jane Doe", role: "owner" },
  teams: ["Finance"],
  region: null,
  mapping: {},
  teamMappings: [],
  capabilities: ["view"],
  dashboard: { ref: "abcdef", kind: "dashboard", title: "Sales" },
  id: "unique-request-id-555",
  kid: "0d7d1f5e-3a52-4d3c-9a55-5a39dbb1c0aa",
  issuedAt: 1735686000,
  expiresAt: 1735689600,
  theme: "light",
  locale: "en-US",
  timeZone: "Europe/Paris",
  hostOrigin: "https://host.example",
};

/** From a vendor's documentation: what it takes and shows. */
export type VendorFixtures = {
  /** At least one for every kind. */
  goldens: readonly Golden[];
  /** Every documented claim, nested ones with a dot. Others must not be sent. */
  claims: readonly string[];
  /** Addresses copied from the vendor. Null: they show no dashboard of the goldens' connection. */
  addresses: readonly { url: string; shows: Recognized | null }[];
  /** Error texts, with a part of their explanation. */
  errors: readonly { text: string; meaning: RegExp }[];
  /** References that are no id of this kind. */
  invalidRefs: readonly { kind: string; ref: string }[];
};

export const formFrame = {
  kind: "frame",
  sandbox: "allow-scripts allow-same-origin allow-forms",
  allow: "fullscreen; clipboard-write",
  title: "Sales",
};
