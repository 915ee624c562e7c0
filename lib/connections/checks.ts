// Decides whether what is entered of a vendor's account fits its vendor. Pure; a file and a form ask alike.
import { createPrivateKey, createPublicKey } from "node:crypto";
import type { z } from "zod";
import { type EmbedScope, type Names, NotConfigured, type Vendor } from "@/lib/vendors/contract";
import { requireKind } from "@/lib/vendors/registry";

export type Parsed<T> = { value: T; error: null } | { value: null; error: z.ZodError };

/** Settings as the vendor parses them, defaults filled in. */
export const checkSettings = (vendor: Vendor, settings: unknown) =>
  parse(vendor.settings, settings);

/**
 * Names as the vendor wants them. A region's stand over the tenant's, so that they are checked together;
 * what is stored stays what was entered.
 */
export function checkNames(
  vendor: Vendor,
  names: Names,
  of: "tenant" | "team" | { regionOf: Names },
): Parsed<unknown> {
  if (of === "team") {
    if (vendor.teamMapping) return parse(vendor.teamMapping, names);
    throw new NotConfigured("teams", `${vendor.label} asks for no names of teams.`);
  }
  return parse(vendor.mapping, of === "tenant" ? names : { ...of.regionOf, ...names });
}

/** Each row with its tenant's own names under it: a region's stand over the tenant's. */
export function wholeNames<T extends { tenant: string; region: string; names: Names }>(
  rows: readonly T[],
): T[] {
  const own = new Map(
    rows.filter((row) => row.region === "").map((row) => [row.tenant, row.names]),
  );
  return rows.map((row) => ({ ...row, names: { ...own.get(row.tenant), ...row.names } }));
}

/** Whether both names stand for the same rows at the vendor. */
export function isShared({ identity }: Vendor, one: Names, other: Names): boolean {
  return identity.every((name) => one[name] === other[name]);
}

/** What is said of names that another tenant has. */
export function sharedWords({ identity }: Vendor, other: string): string {
  return `${other} has the same ${identity.join(" and ")}: each tenant needs its own.`;
}

/** Why no dashboard of this kind can have this ref, or null. The vendor builds a pane to find out. */
export function checkRef(
  vendor: Vendor,
  settings: unknown,
  dashboard: { kind: string; ref: string },
): string | null {
  requireKind(vendor, dashboard.kind);
  const scope: EmbedScope = {
    tenant: { id: "check", slug: "check", name: "Check" },
    viewer: { id: "check", email: "check@example.org", name: "Check", role: "member" },
    ...{ teams: [], region: null, names: {}, teamNames: [], capabilities: ["view"] },
    dashboard: { ...dashboard, title: "Check" },
    ...{ id: "check", keyId: "check", issuedAt: 0, expiresAt: 60 },
    ...{ theme: "light", locale: "en-US", timeZone: "UTC" },
    hostOrigin: "https://host.example",
  };
  try {
    vendor.pane("check", scope, vendor.settings.parse(settings));
    return null;
  } catch (error) {
    const about = error instanceof NotConfigured && error.missing === "dashboard.ref";
    return about ? error.message : null;
  }
}

/** The public half in PEM, where the secret is a private key. */
export function publicHalf(secret: string): string | null {
  if (!secret.includes("PRIVATE KEY")) return null;
  return createPublicKey(createPrivateKey(secret))
    .export({ type: "spki", format: "pem" })
    .toString();
}

/** Findings as a file's reader gets them: `settings.appUrl: must be …`. */
export function sentencesOf(error: z.ZodError, prefix = ""): string[] {
  return error.issues.map(({ path, message }) => `${prefix}${path.join(".")}: ${message}`);
}

function parse<T>(schema: z.ZodType<T>, value: unknown): Parsed<T> {
  const parsed = schema.safeParse(value, { reportInput: true });
  return parsed.success
    ? { value: parsed.data, error: null }
    : { value: null, error: parsed.error };
}
