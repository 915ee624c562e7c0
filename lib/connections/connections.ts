import { randomUUID } from "node:crypto";
import { isDeepStrictEqual } from "node:util";
import { auditEntry, withAudit } from "@/lib/audit/record";
import type { SignedIn } from "@/lib/auth/session";
import { db } from "@/lib/db";
import { containing, type PageOf, type Pagination, skipTake } from "@/lib/pagination";
import { type FieldErrors, fieldErrors, refuse, refuseAny } from "@/lib/validation";
import type { Vendor } from "@/lib/vendors/contract";
import { findVendor, requireVendor } from "@/lib/vendors/registry";
import type { Prisma } from "../generated/prisma/client";
import { checkSettings, checkSlug } from "./checks";
import { type ConnectionInput, connectionSchema } from "./schema";
import { toFieldErrors } from "./schema-fields";

export type VendorSummary = { label: string; initials: string; hue: number };

export type ConnectionRow = {
  slug: string;
  name: string;
  vendor: VendorSummary;
  disabledAt: Date | null;
  dashboards: number;
  activeKeys: number;
  lastUsedAt: Date | null;
};

/** How a vendor is shown; one that is no longer registered keeps its id. */
export function summarizeVendor(id: string): VendorSummary {
  const { label = id, initials = "?", hue = 0 } = findVendor(id) ?? {};
  return { label, initials, hue };
}

/** Connections by name. @param _operator proof of `requireOperator` */
export async function listConnections(
  _operator: SignedIn,
  pagination: Pagination,
): Promise<PageOf<ConnectionRow>> {
  const contains = containing(pagination.query);
  const where: Prisma.EmbedConnectionWhereInput = pagination.query
    ? { OR: [{ name: contains }, { slug: contains }, { vendor: contains }] }
    : {};
  const total = await db().embedConnection.count({ where });
  const { cut, ...page } = skipTake(total, pagination);
  const rows = await db().embedConnection.findMany({
    where,
    ...cut,
    orderBy: [{ name: "asc" }, { slug: "asc" }],
    select: {
      slug: true,
      name: true,
      vendor: true,
      disabledAt: true,
      _count: { select: { dashboards: true } },
      credentials: {
        where: { algorithm: { not: "api" } },
        select: { state: true, lastUsedAt: true },
      },
    },
  });
  return {
    ...page,
    total,
    rows: rows.map(({ vendor, _count, credentials, ...row }) => ({
      ...row,
      vendor: summarizeVendor(vendor),
      dashboards: _count.dashboards,
      activeKeys: credentials.filter(({ state }) => state === "active").length,
      lastUsedAt: latest(credentials.map(({ lastUsedAt }) => lastUsedAt)),
    })),
  };
}

/** @param _operator proof of `requireOperator` */
export async function findConnection(_operator: SignedIn, slug: string) {
  const row = await db().embedConnection.findUnique({
    where: { slug },
    include: {
      _count: { select: { dashboards: true, tenantMappings: { where: { region: "" } } } },
    },
  });
  if (!row) return null;
  const { _count, vendor, ...connection } = row;
  return {
    ...connection,
    vendorId: vendor,
    vendor: summarizeVendor(vendor),
    dashboards: _count.dashboards,
    tenants: _count.tenantMappings,
  };
}

/** @throws ValidationError when there is no connection with this slug */
export async function requireConnection(slug: string) {
  const row = await db().embedConnection.findUnique({ where: { slug } });
  return row ?? refuse("", "This connection no longer exists.");
}

/** A new connection shows nothing until it has a key, mappings and dashboards. @throws ValidationError */
export function createConnection(
  operator: SignedIn,
  input: ConnectionInput & { slug: string; vendor: string },
): Promise<{ slug: string }> {
  const id = randomUUID();
  const change = {
    action: "connection.create",
    connection: id,
    detail: { connection: input.slug.slice(0, 63), vendor: input.vendor.slice(0, 63) },
  };
  return withAudit(operator, change, async () => {
    const vendor = findVendor(input.vendor);
    if (!vendor) return refuse("vendor", "Choose a vendor from the list.");
    const { errors, data } = parseInput(vendor, input);
    const slugErrors = await checkSlug(input.slug, "connection", (slug) =>
      db().embedConnection.count({ where: { slug } }),
    );
    refuseAny({ ...slugErrors, ...errors });
    await db().$transaction([
      db().embedConnection.create({
        data: { id, slug: input.slug, vendor: vendor.id, ...data },
      }),
      auditEntry(operator, change),
    ]);
    return { slug: input.slug };
  });
}

/** Open panes pick the change up with their next token. @throws ValidationError */
export async function editConnection(
  operator: SignedIn,
  slug: string,
  input: ConnectionInput,
): Promise<void> {
  const row = await requireConnection(slug);
  const change = { action: "connection.update", connection: row.id, detail: { connection: slug } };
  await withAudit(operator, change, async () => {
    const { errors, data } = parseInput(requireVendor(row.vendor), input);
    refuseAny(errors);
    const before = row.settings as Record<string, unknown>;
    // Names only: a setting's value may be long.
    const changed = Object.entries(data.settings)
      .filter(([name, value]) => !isDeepStrictEqual(value, before[name]))
      .map(([name]) => name);
    await db().$transaction([
      db().embedConnection.update({ where: { id: row.id }, data }),
      auditEntry(operator, { ...change, detail: { connection: slug, changed } }),
    ]);
  });
}

/** The dashboards of a disabled connection say that they aren't set up. @throws ValidationError */
export async function setConnectionDisabled(
  operator: SignedIn,
  slug: string,
  disabled: boolean,
): Promise<void> {
  const { id } = await requireConnection(slug);
  await db().$transaction([
    db().embedConnection.update({
      where: { id },
      data: { disabledAt: disabled ? new Date() : null },
    }),
    auditEntry(operator, {
      action: disabled ? "connection.disable" : "connection.enable",
      connection: id,
      detail: { connection: slug },
    }),
  ]);
}

function parseInput(vendor: Vendor, input: ConnectionInput) {
  const parsed = connectionSchema.safeParse(input, { reportInput: true });
  const settings = checkSettings(vendor, input.settings);
  const errors: FieldErrors = {
    ...(parsed.error && fieldErrors(parsed.error)),
    ...(settings.error && toFieldErrors(vendor.settings, settings.error, "settings.")),
  };
  const data = {
    name: input.name.trim(),
    ttlSeconds: input.ttlSeconds,
    settings: (settings.data ?? {}) as Prisma.InputJsonObject,
  };
  return { errors, data };
}

function latest(dates: (Date | null)[]): Date | null {
  const times = dates.flatMap((date) => (date ? [date.getTime()] : []));
  return times.length > 0 ? new Date(Math.max(...times)) : null;
}
