import { createPrivateKey, createPublicKey } from "node:crypto";
import type { z } from "zod";
import {
  type EmbedScope,
  type MappingValues,
  NotConfigured,
  type Vendor,
} from "@/lib/vendors/contract";
import { requireKind } from "@/lib/vendors/registry";

export type Parsed<T> = { value: T; error: null } | { value: null; error: z.ZodError };

export const checkSettings = (vendor: Vendor, settings: unknown) =>
  parse(vendor.settings, settings);

/** A region's mapping overrides the tenant's, so both are checked together. */
export function checkNames(
  vendor: Vendor,
  names: MappingValues,
  of: "tenant" | "team" | { regionOf: MappingValues },
): Parsed<unknown> {
  if (of === "team") {
    if (vendor.teamMapping) return parse(vendor.teamMapping, names);
    throw new NotConfigured("teams", `${vendor.label} has no mappings of teams.`);
  }
  return parse(vendor.mapping, of === "tenant" ? names : { ...of.regionOf, ...names });
}

/** Regions' rows, completed by their tenant's. */
export function wholeNames<T extends { tenant: string; region: string; names: MappingValues }>(
  rows: readonly T[],
): T[] {
  const own = new Map(
    rows.filter((row) => row.region === "").map((row) => [row.tenant, row.names]),
  );
  return rows.map((row) => ({ ...row, names: { ...own.get(row.tenant), ...row.names } }));
}

/** Whether both mappings select the same rows at the vendor. */
export function isShared({ identity }: Vendor, one: MappingValues, other: MappingValues): boolean {
  return identity.every((name) => one[name] === other[name]);
}

export function sharedWords({ identity }: Vendor, other: string): string {
  return `${other} has the same ${identity.join(" and ")}: each tenant needs its own.`;
}

/** For claims and panes that are checked and discarded. */
export function placeholderScope(scope: Partial<EmbedScope>): EmbedScope {
  return {
    tenant: { id: "check", slug: "check", name: "Check" },
    viewer: { id: "check", email: "check@example.org", name: "Check", role: "member" },
    teams: [],
    region: null,
    mapping: {},
    teamMappings: [],
    capabilities: ["view"],
    dashboard: { ref: "check", kind: "check", title: "Check" },
    id: "check",
    kid: "check",
    issuedAt: 0,
    expiresAt: 60,
    theme: "light",
    locale: "en-US",
    timeZone: "UTC",
    hostOrigin: "https://host.example",
    ...scope,
  };
}

/** Why no dashboard of this kind can have this ref. Null: it can. */
export function checkRef(
  vendor: Vendor,
  settings: unknown,
  dashboard: { kind: string; ref: string },
): string | null {
  requireKind(vendor, dashboard.kind);
  const scope = placeholderScope({ dashboard: { ...dashboard, title: "Check" } });
  try {
    vendor.pane("check", scope, vendor.settings.parse(settings));
    return null;
  } catch (error) {
    const isRef = error instanceof NotConfigured && error.missing === "dashboard.ref";
    return isRef ? error.message : null;
  }
}

/** The public key in PEM, where the secret is a private key. */
export function publicHalf(secret: string): string | null {
  if (!secret.includes("PRIVATE KEY")) return null;
  return createPublicKey(createPrivateKey(secret))
    .export({ type: "spki", format: "pem" })
    .toString();
}

/** One line per issue: `settings.appUrl: must be …`. */
export function sentencesOf(error: z.ZodError, prefix = ""): string[] {
  return error.issues.map(({ path, message }) => `${prefix}${path.join(".")}: ${message}`);
}

function parse<T>(schema: z.ZodType<T>, value: unknown): Parsed<T> {
  const parsed = schema.safeParse(value, { reportInput: true });
  return parsed.success
    ? { value: parsed.data, error: null }
    : { value: null, error: parsed.error };
}
