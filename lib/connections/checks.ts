import { createPrivateKey, createPublicKey } from "node:crypto";
import type { z } from "zod";
import type { FieldErrors } from "@/lib/validation";
import {
  type EmbedScope,
  type MappingValues,
  NotConfigured,
  type Vendor,
} from "@/lib/vendors/contract";
import { requireKind } from "@/lib/vendors/registry";
import { slugSchema } from "./schema";

const parse = <T>(schema: z.ZodType<T>, value: unknown) =>
  schema.safeParse(value, { reportInput: true });

export const checkSettings = (vendor: Vendor, settings: unknown) =>
  parse(vendor.settings, settings);

/** @param countTaken how many others have the slug */
export async function checkSlug(
  slug: string,
  label: string,
  countTaken: (slug: string) => Promise<number>,
): Promise<FieldErrors> {
  const { error } = slugSchema.safeParse(slug);
  if (error) return { slug: error.issues[0]?.message ?? "" };
  if ((await countTaken(slug)) === 0) return {};
  return { slug: `Another ${label} already uses this slug.` };
}

/** A region's mapping overrides the tenant's, so both are checked together. */
export function checkNames(
  vendor: Vendor,
  names: MappingValues,
  of: "tenant" | "team" | { regionOf: MappingValues },
): z.ZodSafeParseResult<MappingValues> {
  if (of === "team") {
    if (vendor.teamMapping) return parse(vendor.teamMapping, names);
    throw new NotConfigured("teams", `${vendor.label} has no mappings of teams.`);
  }
  return parse(vendor.mapping, of === "tenant" ? names : { ...of.regionOf, ...names });
}

export type TenantNames = { tenant: string; region: string; names: MappingValues };

/** Regions' rows, completed by their tenant's. A tenant's last row counts. */
export function completeNames<T extends TenantNames>(rows: readonly T[]): T[] {
  const own = new Map(
    rows.filter((row) => row.region === "").map((row) => [row.tenant, row.names]),
  );
  return rows.map((row) => ({ ...row, names: { ...own.get(row.tenant), ...row.names } }));
}

/** The row of another tenant that selects the same rows at the vendor. @param rows completed */
export function findShared<T extends TenantNames>(
  { identity }: Vendor,
  tenant: string,
  names: MappingValues,
  rows: readonly T[],
): T | undefined {
  return rows.find(
    (row) => row.tenant !== tenant && identity.every((name) => row.names[name] === names[name]),
  );
}

export function explainShared({ identity }: Vendor, other: string): string {
  return `${other} has the same ${identity.join(" and ")}: each tenant needs its own.`;
}

/** A scope to check a dashboard's pane with. */
const placeholderScope: Omit<EmbedScope, "dashboard"> = {
  tenant: { id: "check", slug: "check", name: "Check" },
  viewer: { id: "check", email: "check@example.org", name: "Check", role: "member" },
  teams: [],
  region: null,
  mapping: {},
  teamMappings: [],
  capabilities: ["view"],
  id: "check",
  kid: "check",
  issuedAt: 0,
  expiresAt: 60,
  theme: "light",
  locale: "en-US",
  timeZone: "UTC",
  hostOrigin: "https://host.example",
};

/** Why no dashboard of this kind can have this ref. Null: it can. */
export function checkRef(
  vendor: Vendor,
  settings: unknown,
  dashboard: { kind: string; ref: string },
): string | null {
  requireKind(vendor, dashboard.kind);
  const scope = { ...placeholderScope, dashboard: { ...dashboard, title: "Check" } };
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
export function describeIssues(error: z.ZodError, prefix = ""): string[] {
  return error.issues.map(({ path, message }) => `${prefix}${path.join(".")}: ${message}`);
}
