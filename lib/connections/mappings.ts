import { auditEntry, withAudit } from "@/lib/audit/record";
import type { SignedIn } from "@/lib/auth/session";
import { db } from "@/lib/db";
import { requireTenant } from "@/lib/tenants/tenants";
import { refuse, ValidationError } from "@/lib/validation";
import type { MappingValues, Vendor } from "@/lib/vendors/contract";
import { requireVendor } from "@/lib/vendors/registry";
import { checkNames, completeNames, explainShared, findShared } from "./checks";
import { requireConnection, summarizeVendor, type VendorSummary } from "./connections";
import { toFieldErrors } from "./schema-fields";

export type MappingRow = {
  connection: { slug: string; name: string; disabled: boolean };
  vendor: VendorSummary;
  /** Whether the tenant itself has a mapping. */
  mapped: boolean;
  regions: number;
  teams: number;
};

/** What a mapping belongs to: the tenant (region ""), one of its regions, or a team. */
export type MappingTarget = { region: string } | { team: string };

type Slugs = { tenant: string; connection: string };

/** Every connection and how far the tenant is mapped there. @param _operator proof of `requireOperator` */
export async function listMappings(_operator: SignedIn, tenantId: string): Promise<MappingRow[]> {
  const rows = await db().embedConnection.findMany({
    orderBy: [{ name: "asc" }, { slug: "asc" }],
    select: {
      slug: true,
      name: true,
      vendor: true,
      disabledAt: true,
      tenantMappings: { where: { tenantId }, select: { region: true } },
      _count: { select: { teamMappings: { where: { team: { tenantId } } } } },
    },
  });
  return rows.map(({ tenantMappings, _count, slug, name, vendor, disabledAt }) => ({
    connection: { slug, name, disabled: disabledAt !== null },
    vendor: summarizeVendor(vendor),
    mapped: tenantMappings.some(({ region }) => region === ""),
    regions: tenantMappings.filter(({ region }) => region !== "").length,
    teams: _count.teamMappings,
  }));
}

/** A tenant's mappings at one connection; `names` is null where there is none. @param _operator proof of `requireOperator` */
export async function findMappings(_operator: SignedIn, tenantId: string, connectionId: string) {
  const [rows, teams] = await Promise.all([
    db().tenantMapping.findMany({
      where: { tenantId, connectionId },
      orderBy: { region: "asc" },
      select: { region: true, names: true },
    }),
    db().team.findMany({
      where: { tenantId },
      orderBy: { name: "asc" },
      select: {
        id: true,
        name: true,
        mappings: { where: { connectionId }, select: { names: true } },
      },
    }),
  ]);
  const mappings = rows.map((row) => ({ ...row, names: row.names as Record<string, string> }));
  return {
    names: mappings.find(({ region }) => region === "")?.names ?? null,
    regions: mappings.filter(({ region }) => region !== ""),
    teams: teams.map(({ mappings: [mapping], ...team }) => ({
      ...team,
      names: mapping ? (mapping.names as Record<string, string>) : null,
    })),
  };
}

/** @throws ValidationError */
export async function saveMapping(
  operator: SignedIn,
  slugs: Slugs,
  target: MappingTarget,
  names: Record<string, string>,
): Promise<void> {
  const { tenant, connection, change } = await toChange(slugs, target, "mapping.set");
  const key = { tenantId: tenant.id, connectionId: connection.id };
  await withAudit(operator, change, async () => {
    const vendor = requireVendor(connection.vendor);
    const upsert =
      "team" in target
        ? await prepareTeamMapping(key, vendor, target.team, names)
        : await prepareTenantMapping(key, vendor, target.region.trim(), names);
    await db().$transaction([upsert(), auditEntry(operator, change)]);
  });
}

/** Without the tenant's own mapping, none of the connection's dashboards opens for it. */
export async function deleteMapping(
  operator: SignedIn,
  slugs: Slugs,
  target: MappingTarget,
): Promise<void> {
  const { tenant, connection, change } = await toChange(slugs, target, "mapping.remove");
  const key = { tenantId: tenant.id, connectionId: connection.id };
  await db().$transaction([
    "team" in target
      ? db().teamMapping.deleteMany({
          where: { connectionId: connection.id, team: { id: target.team, tenantId: tenant.id } },
        })
      : db().tenantMapping.deleteMany({ where: { ...key, region: target.region } }),
    auditEntry(operator, change),
  ]);
}

async function toChange(slugs: Slugs, target: MappingTarget, action: string) {
  const [tenant, connection] = await Promise.all([
    requireTenant(slugs.tenant),
    requireConnection(slugs.connection),
  ]);
  const change = {
    action,
    tenant: { id: tenant.id, slug: tenant.slug },
    connection: connection.id,
    detail: { connection: connection.slug, ...target },
  };
  return { tenant, connection, change };
}

type MappingKey = { tenantId: string; connectionId: string };

async function prepareTenantMapping(
  key: MappingKey,
  vendor: Vendor,
  region: string,
  names: Record<string, string>,
) {
  if (region.length > 100) refuse("region", "Use at most 100 characters.");
  const own = await db().tenantMapping.findUnique({
    where: { tenantId_connectionId_region: { ...key, region: "" } },
  });
  if (region !== "" && !own) refuse("", "Map the tenant first.");
  // A region's names override the tenant's, so they are checked together.
  const tenantNames = region === "" ? {} : ((own?.names ?? {}) as MappingValues);
  requireNames(vendor, names, region === "" ? "tenant" : { regionOf: tenantNames });
  await refuseShared(key, vendor, { ...tenantNames, ...names });
  const where = { tenantId_connectionId_region: { ...key, region } };
  return () =>
    db().tenantMapping.upsert({ where, create: { ...key, region, names }, update: { names } });
}

async function prepareTeamMapping(
  { tenantId, connectionId }: MappingKey,
  vendor: Vendor,
  teamId: string,
  names: Record<string, string>,
) {
  const team = await db().team.findUnique({ where: { tenantId_id: { tenantId, id: teamId } } });
  if (!team) refuse("", "This team no longer exists.");
  requireNames(vendor, names, "team");
  const own = await db().tenantMapping.findUnique({
    where: { tenantId_connectionId_region: { tenantId, connectionId, region: "" } },
  });
  await refuseShared({ tenantId, connectionId }, vendor, {
    ...((own?.names ?? {}) as MappingValues),
    ...names,
  });
  const where = { teamId_connectionId: { teamId, connectionId } };
  return () =>
    db().teamMapping.upsert({
      where,
      create: { teamId, connectionId, names },
      update: { names },
    });
}

/** @throws ValidationError at the form's fields */
function requireNames(
  vendor: Vendor,
  names: MappingValues,
  of: Parameters<typeof checkNames>[2],
): void {
  const { error } = checkNames(vendor, names, of);
  if (!error) return;
  const schema = of === "team" ? (vendor.teamMapping ?? vendor.mapping) : vendor.mapping;
  throw new ValidationError(toFieldErrors(schema, error, "names."));
}

/** Two tenants with the same names would see each other's rows. @throws ValidationError */
async function refuseShared(
  { tenantId, connectionId }: MappingKey,
  vendor: Vendor,
  names: MappingValues,
): Promise<void> {
  const found = await db().tenantMapping.findMany({
    where: { connectionId },
    select: { tenantId: true, region: true, names: true, tenant: { select: { name: true } } },
  });
  const rows = found.map((row) => ({
    tenant: row.tenantId,
    name: row.tenant.name,
    region: row.region,
    names: row.names as MappingValues,
  }));
  const other = findShared(vendor, tenantId, names, completeNames(rows));
  if (other) refuse("", explainShared(vendor, other.name));
}
