// Decides how tenants, regions and teams are called at each vendor, and that no two tenants are one there.
import { attempt, auditEntry } from "@/lib/audit/change";
import type { SignedIn } from "@/lib/auth/session";
import { db } from "@/lib/db";
import { requireTenant } from "@/lib/tenants/tenant-change";
import { fieldErrors, refuse, ValidationError } from "@/lib/validation";
import type { MappingValues, Vendor } from "@/lib/vendors/contract";
import { findVendor, requireVendor } from "@/lib/vendors/registry";
import { checkNames, isShared, sharedWords, wholeNames } from "./checks";
import { requireConnection } from "./connection-change";
import { lookOf, type VendorLook } from "./connection-list";
import { fieldAt, fieldsOf } from "./schema-fields";

export type MappingRow = {
  connection: { slug: string; name: string; disabled: boolean };
  vendor: VendorLook;
  /** The tenant itself has names there. */
  named: boolean;
  regions: number;
  teams: number;
};

export type Mapping = {
  names: Record<string, string> | null;
  regions: { region: string; names: Record<string, string> }[];
  /** Every team of the tenant, with its names where it has any. */
  teams: { id: string; name: string; names: Record<string, string> | null }[];
};

/** What a name is given to. */
export type Named = { region: string } | { team: string };

/** For every connection, how much of a tenant is named there. @param _operator proof of `requireOperator` */
export async function listMappings(_operator: SignedIn, tenantId: string): Promise<MappingRow[]> {
  const rows = await db().embedConnection.findMany({
    orderBy: [{ name: "asc" }, { slug: "asc" }],
    select: {
      ...{ slug: true, name: true, vendor: true, disabledAt: true },
      tenantMappings: { where: { tenantId }, select: { region: true } },
      teamMappings: { where: { team: { tenantId } }, select: { teamId: true } },
    },
  });
  return rows.map(({ tenantMappings, teamMappings, slug, name, vendor, disabledAt }) => ({
    connection: { slug, name, disabled: disabledAt !== null },
    vendor: lookOf(vendor),
    named: tenantMappings.some(({ region }) => region === ""),
    regions: tenantMappings.filter(({ region }) => region !== "").length,
    teams: teamMappings.length,
  }));
}

/** A tenant's names at one connection. @param _operator proof of `requireOperator` */
export async function findMapping(
  _operator: SignedIn,
  tenantId: string,
  connectionId: string,
): Promise<Mapping> {
  const [rows, teams] = await Promise.all([
    db().tenantMapping.findMany({ where: { tenantId, connectionId }, orderBy: { region: "asc" } }),
    db().team.findMany({
      where: { tenantId },
      orderBy: { name: "asc" },
      select: {
        ...{ id: true, name: true },
        mappings: { where: { connectionId }, select: { names: true } },
      },
    }),
  ]);
  const textsOf = (names: unknown) => names as Record<string, string>;
  const whole = rows.find(({ region }) => region === "");
  return {
    names: whole ? textsOf(whole.names) : null,
    regions: rows
      .filter(({ region }) => region !== "")
      .map(({ region, names }) => ({ region, names: textsOf(names) })),
    teams: teams.map(({ mappings: [own], ...team }) => ({
      ...team,
      names: own ? textsOf(own.names) : null,
    })),
  };
}

/** Writes down what a tenant ("" as region), a region of it or a team is called. @throws ValidationError */
export async function setNames(
  operator: SignedIn,
  place: { tenant: string; connection: string },
  named: Named,
  names: Record<string, string>,
): Promise<void> {
  const { tenant, connection, change } = await about(place, named, "mapping.set");
  await attempt(operator, change, async () => {
    const vendor = requireVendor(connection.vendor);
    const key = { tenantId: tenant.id, connectionId: connection.id };
    const write =
      "team" in named
        ? await teamWrite(tenant.id, connection.id, named.team, names)
        : await tenantWrite(key, named.region.trim(), names);
    const parsed = checkNames(vendor, names, write.of);
    if (parsed.error) {
      const schema = "team" in named ? (vendor.teamMapping ?? vendor.mapping) : vendor.mapping;
      const fields = fieldsOf(schema);
      const found = Object.entries(fieldErrors(parsed.error)).map(([path, words]) => [
        `names.${fieldAt(fields, path)}`,
        words,
      ]);
      throw new ValidationError(Object.fromEntries(found));
    }
    await refuseShared(key, vendor, write.of !== "tenant", names);
    await db().$transaction([write.run(), auditEntry(operator, change)]);
  });
}

/** Takes names away. Without the tenant's own, nothing of that connection opens for it. @throws ValidationError */
export async function removeNames(
  operator: SignedIn,
  place: { tenant: string; connection: string },
  named: Named,
): Promise<void> {
  const { tenant, connection, change } = await about(place, named, "mapping.remove");
  const key = { tenantId: tenant.id, connectionId: connection.id };
  await db().$transaction([
    "team" in named
      ? db().teamMapping.deleteMany({
          where: { connectionId: connection.id, team: { id: named.team, tenantId: tenant.id } },
        })
      : db().tenantMapping.deleteMany({ where: { ...key, region: named.region } }),
    auditEntry(operator, change),
  ]);
}

async function about(place: { tenant: string; connection: string }, named: Named, action: string) {
  const [tenant, connection] = await Promise.all([
    requireTenant(place.tenant),
    requireConnection(place.connection),
  ]);
  const change = {
    action,
    tenant: { id: tenant.id, slug: tenant.slug },
    connection: connection.id,
    detail: { connection: connection.slug, ...named },
  };
  return { tenant, connection, change };
}

async function tenantWrite(
  key: { tenantId: string; connectionId: string },
  region: string,
  names: Record<string, string>,
) {
  if (region.length > 100) refuse("region", "At most 100 characters.");
  const base = await db().tenantMapping.findUnique({
    where: { tenantId_connectionId_region: { ...key, region: "" } },
  });
  if (region !== "" && !base) refuse("", "Enter the tenant's own names first.");
  const whole = (base?.names ?? {}) as MappingValues;
  const where = { tenantId_connectionId_region: { ...key, region } };
  return {
    of: region === "" ? ("tenant" as const) : { regionOf: whole },
    run: () =>
      db().tenantMapping.upsert({ where, create: { ...key, region, names }, update: { names } }),
  };
}

async function teamWrite(
  tenantId: string,
  connectionId: string,
  teamId: string,
  names: Record<string, string>,
) {
  const team = await db().team.findUnique({ where: { tenantId_id: { tenantId, id: teamId } } });
  if (!team) refuse("", "This team does not exist any more.");
  const key = { teamId, connectionId };
  return {
    of: "team" as const,
    run: () =>
      db().teamMapping.upsert({
        where: { teamId_connectionId: key },
        create: { ...key, names },
        update: { names },
      }),
  };
}

/** Two tenants under one name would see each other's rows. @throws ValidationError */
async function refuseShared(
  { tenantId, connectionId }: { tenantId: string; connectionId: string },
  vendor: Vendor,
  narrower: boolean,
  names: MappingValues,
): Promise<void> {
  const found = await db().tenantMapping.findMany({
    where: { connectionId },
    select: { tenantId: true, region: true, names: true, tenant: { select: { name: true } } },
  });
  const rows = found.map((row) => ({
    ...{ tenant: row.tenantId, name: row.tenant.name },
    ...{ region: row.region, names: row.names as MappingValues },
  }));
  const own = rows.find((row) => row.tenant === tenantId && row.region === "");
  const whole = narrower ? { ...own?.names, ...names } : names;
  const same = wholeNames(rows).find(
    (row) => row.tenant !== tenantId && isShared(vendor, whole, row.names),
  );
  if (same) refuse("", sharedWords(vendor, same.name));
}

/** Whether teams have names at this vendor at all. */
export const asksForTeams = (vendor: string): boolean =>
  (findVendor(vendor)?.teamMapping ?? null) !== null;
