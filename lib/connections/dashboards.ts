import { auditEntry, withAudit } from "@/lib/audit/record";
import type { SignedIn } from "@/lib/auth/session";
import { db } from "@/lib/db";
import { containing, type Pagination, skipTake } from "@/lib/pagination";
import { type FieldErrors, fieldErrors, refuse, refuseAny } from "@/lib/validation";
import { type Recognized, refusals } from "@/lib/vendors/contract";
import { findVendor, requireVendor } from "@/lib/vendors/registry";
import type { Prisma } from "../generated/prisma/client";
import { checkRef, checkSlug } from "./checks";
import { summarizeVendor } from "./connections";
import { type DashboardInput, type DashboardSource, dashboardSchema } from "./schema";

const byPosition: Prisma.DashboardOrderByWithRelationInput[] = [
  { position: "asc" },
  { title: "asc" },
  { id: "asc" },
];

/** Registered dashboards in the order everyone sees. @param _operator proof of `requireOperator` */
export async function listRegistered(_operator: SignedIn, pagination: Pagination) {
  const contains = containing(pagination.query);
  const where: Prisma.DashboardWhereInput = pagination.query
    ? {
        OR: [
          { title: contains },
          { slug: contains },
          { ref: contains },
          { connection: { OR: [{ name: contains }, { slug: contains }] } },
        ],
      }
    : {};
  const total = await db().dashboard.count({ where });
  const { cut, ...page } = skipTake(total, pagination);
  const rows = await db().dashboard.findMany({
    where,
    ...cut,
    orderBy: byPosition,
    select: {
      slug: true,
      title: true,
      kind: true,
      connection: { select: { slug: true, name: true, vendor: true, disabledAt: true } },
      grants: { distinct: ["tenantId"], select: { tenantId: true } },
    },
  });
  return {
    ...page,
    total,
    rows: rows.map(({ connection: { vendor, disabledAt, ...connection }, grants, ...row }) => ({
      ...row,
      kind: findVendor(vendor)?.kinds[row.kind]?.label ?? row.kind,
      connection: { ...connection, disabled: disabledAt !== null },
      vendor: summarizeVendor(vendor),
      /** Tenants it is shared in. */
      tenants: grants.length,
    })),
  };
}

/** @param _operator proof of `requireOperator` */
export async function findRegistered(_operator: SignedIn, slug: string) {
  const row = await db().dashboard.findUnique({
    where: { slug },
    select: {
      slug: true,
      title: true,
      description: true,
      kind: true,
      ref: true,
      connection: { select: { slug: true } },
      grants: { distinct: ["tenantId"], select: { tenantId: true } },
    },
  });
  if (!row) return null;
  const { connection, grants, ...dashboard } = row;
  return { ...dashboard, connection: connection.slug, tenants: grants.length };
}

/** @param _operator proof of `requireOperator` */
export async function listSources(_operator: SignedIn): Promise<DashboardSource[]> {
  const rows = await db().embedConnection.findMany({
    orderBy: [{ name: "asc" }, { slug: "asc" }],
    select: { slug: true, name: true, vendor: true },
  });
  return rows.map(({ vendor, ...row }) => ({
    ...row,
    kinds: Object.entries(findVendor(vendor)?.kinds ?? {}).map(([value, { label }]) => ({
      value,
      label,
    })),
  }));
}

/** Adds a dashboard at the end of the list. No one sees it until it is shared. @throws ValidationError */
export function createDashboard(
  operator: SignedIn,
  { slug, ...input }: DashboardInput & { slug: string },
): Promise<{ slug: string }> {
  const change = { action: "dashboard.create", dashboard: slug.slice(0, 63) };
  return withAudit(operator, change, async () => {
    const { errors, data } = await parseInput(input);
    const slugErrors = await checkSlug(slug, "dashboard", () =>
      db().dashboard.count({ where: { slug } }),
    );
    refuseAny({ ...errors, ...slugErrors });
    const last = await db().dashboard.aggregate({ _max: { position: true } });
    const position = (last._max.position ?? -1) + 1;
    await db().$transaction([
      db().dashboard.create({ data: { slug, position, ...data } }),
      auditEntry(operator, { ...change, connection: data.connectionId }),
    ]);
    return { slug };
  });
}

/** Its grants stay. @throws ValidationError */
export async function editDashboard(
  operator: SignedIn,
  slug: string,
  input: DashboardInput,
): Promise<void> {
  const row = await requireDashboard(slug);
  const change = { action: "dashboard.update", dashboard: slug };
  await withAudit(operator, change, async () => {
    const { errors, data, vendor, kind } = await parseInput(input);
    refuseAny(errors);
    // Another kind may not be able to express what is already granted.
    const grants = await db().grant.findMany({ where: { dashboardId: row.id } });
    const [conflict] = grants.flatMap(({ capabilities }) =>
      vendor && kind ? refusals(vendor, kind, capabilities) : [],
    );
    if (conflict) refuse("kind", `This dashboard is already shared. ${conflict}`);
    await db().$transaction([
      db().dashboard.update({ where: { id: row.id }, data }),
      auditEntry(operator, { ...change, connection: data.connectionId }),
    ]);
  });
}

/** Its grants go with it. @throws ValidationError */
export async function deleteDashboard(operator: SignedIn, slug: string): Promise<void> {
  const { id, connectionId } = await requireDashboard(slug);
  const grants = await db().grant.count({ where: { dashboardId: id } });
  await db().$transaction([
    db().dashboard.delete({ where: { id } }),
    auditEntry(operator, {
      action: "dashboard.delete",
      dashboard: slug,
      connection: connectionId,
      detail: { grants },
    }),
  ]);
}

/** Moves a dashboard up or down by one in the order everyone sees. @throws ValidationError */
export async function moveDashboard(
  operator: SignedIn,
  slug: string,
  direction: "up" | "down",
): Promise<void> {
  const rows = await db().dashboard.findMany({
    orderBy: byPosition,
    select: { id: true, slug: true, position: true },
  });
  const from = rows.findIndex((row) => row.slug === slug);
  const to = direction === "up" ? from - 1 : from + 1;
  const [moved, other] = [rows[from], rows[to]];
  if (!moved) return refuse("", "This dashboard no longer exists.");
  if (!other) return refuse("", `It is already ${direction === "up" ? "first" : "last"}.`);
  const order = rows.with(from, other).with(to, moved);
  const changed = order.flatMap(({ id, position }, index) =>
    position === index ? [] : [{ id, index }],
  );
  await db().$transaction([
    ...changed.map(({ id, index }) =>
      db().dashboard.update({ where: { id }, data: { position: index } }),
    ),
    auditEntry(operator, {
      action: "dashboard.move",
      dashboard: slug,
      detail: { by: direction },
    }),
  ]);
}

/**
 * What a URL copied from a vendor shows, and at which connection. Enabled connections are tried first.
 *
 * @param _operator proof of `requireOperator`
 */
export async function recognizeUrl(
  _operator: SignedIn,
  input: string,
): Promise<(Recognized & { connection: string }) | null> {
  const text = input.trim();
  if (text.length > 4_096 || !URL.canParse(text)) return null;
  const url = new URL(text);
  const rows = await db().embedConnection.findMany({
    orderBy: [{ disabledAt: { sort: "asc", nulls: "first" } }, { createdAt: "asc" }],
    select: { slug: true, vendor: true, settings: true },
  });
  for (const { slug, vendor: vendorId, settings } of rows) {
    const vendor = findVendor(vendorId);
    const parsed = vendor?.settings.safeParse(settings);
    const found = parsed?.success ? vendor?.recognize(url, parsed.data) : null;
    if (found) return { ...found, connection: slug };
  }
  return null;
}

/** `Sales-Overview-28xgy` → "Sales Overview". */
export function suggestTitle({ ref }: Recognized): string {
  const [first = "", , part] = ref.split("/");
  const words = (part ? "" : first.replace(/-[A-Za-z0-9_]+$/, "")).replace(/[-_]+/g, " ").trim();
  return words.slice(0, 1).toUpperCase() + words.slice(1);
}

/** A slug made from a title that no dashboard has yet. */
export async function suggestSlug(title: string): Promise<string> {
  const plain = title
    .normalize("NFKD")
    .replace(/\p{M}/gu, "")
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, "-")
    .replace(/^-+|-+$/g, "");
  const base = plain.slice(0, 50).replace(/-+$/, "") || "dashboard";
  const rows = await db().dashboard.findMany({
    where: { slug: { startsWith: base } },
    select: { slug: true },
  });
  const taken = new Set(rows.map(({ slug }) => slug));
  for (let number = 1; ; number += 1) {
    const slug = number === 1 ? base : `${base}-${number}`;
    if (!taken.has(slug)) return slug;
  }
}

async function requireDashboard(slug: string) {
  const row = await db().dashboard.findUnique({ where: { slug } });
  return row ?? refuse("", "This dashboard no longer exists.");
}

async function parseInput(input: DashboardInput) {
  const parsed = dashboardSchema.safeParse(input, { reportInput: true });
  const errors: Record<string, string> = { ...(parsed.error && fieldErrors(parsed.error)) };
  const connection = await db().embedConnection.findUnique({ where: { slug: input.connection } });
  const vendor = connection && requireVendor(connection.vendor);
  const kind = vendor && Object.hasOwn(vendor.kinds, input.kind) ? vendor.kinds[input.kind] : null;
  const ref = input.ref.trim();
  if (!connection || !vendor) errors.connection = "Choose a connection from the list.";
  else if (!kind) errors.kind = "Choose a type from the list.";
  else if (!errors.ref) {
    const problem = checkRef(vendor, connection.settings, { kind: input.kind, ref });
    if (problem) errors.ref = problem;
  }
  return {
    errors: errors as FieldErrors,
    vendor,
    kind,
    data: {
      title: input.title.trim(),
      description: input.description.trim(),
      kind: input.kind,
      ref,
      connectionId: connection?.id ?? "",
    },
  };
}
