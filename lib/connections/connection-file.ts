import { randomUUID } from "node:crypto";
import { z } from "zod";
import { checkNewCredential } from "@/lib/embed/check-credential";
import { isSlug } from "@/lib/tenants/slug";
import { encrypt } from "@/lib/vault/vault";
import { capabilities, type MappingValues, refusals } from "@/lib/vendors/contract";
import { requireKind, requireVendor } from "@/lib/vendors/registry";
import type { Prisma, PrismaClient } from "../generated/prisma/client";
import {
  checkNames,
  checkSettings,
  completeNames,
  describeIssues,
  explainShared,
  findShared,
  publicHalf,
} from "./checks";

const slug = z.string().refine(isSlug, "must be lowercase letters, numbers, and single hyphens");
const names = z.record(z.string(), z.string().min(1));

/** One vendor account as a JSON file. It holds no secrets: each credential names the file that does. */
export const connectionFile = z.strictObject({
  slug,
  name: z.string().min(1),
  vendor: z.string(),
  /** In the shape of the vendor's schema. */
  settings: z.record(z.string(), z.unknown()),
  ttlSeconds: z.number().int().min(5).optional(),
  credentials: z.array(
    z.strictObject({
      /** The vendor's id of the key, or of the organization where each tenant has one. */
      kid: z.string().min(1).max(64),
      algorithm: z.string(),
      /** Slug; absent: all tenants. */
      tenant: slug.optional(),
      /** Path of a file with only the secret's text or the private key's PEM. */
      secretFile: z.string(),
    }),
  ),
  mappings: z.array(z.strictObject({ tenant: slug, region: z.string().min(1).optional(), names })),
  teamMappings: z.array(z.strictObject({ tenant: slug, team: slug, names })).default([]),
  dashboards: z.array(
    z.strictObject({
      slug,
      kind: z.string(),
      ref: z.string(),
      title: z.string().min(1),
      description: z.string().default(""),
      /** Position among all registered dashboards; absent: the position in this file. */
      position: z.number().int().optional(),
      grants: z.array(
        z.strictObject({
          tenant: slug,
          /** Slug; absent: the whole tenant. */
          team: slug.optional(),
          capabilities: z.array(z.enum(capabilities)).min(1).default(["view"]),
        }),
      ),
    }),
  ),
});

export type ConnectionFile = z.infer<typeof connectionFile>;

/** Everything wrong with a file, one message each, without secrets. */
export class ConnectionFileError extends Error {
  override readonly name = "ConnectionFileError";
  constructor(readonly reasons: string[]) {
    super(reasons.join("\n"));
  }
}

/** @throws ConnectionFileError */
export function parseConnectionFile(content: unknown): ConnectionFile {
  const parsed = connectionFile.safeParse(content);
  if (!parsed.success) throw new ConnectionFileError(describeIssues(parsed.error));
  return parsed.data;
}

/**
 * Creates the connection or updates the one with the same slug, all or nothing. A credential with a
 * new kid is added beside the others and is used from then on. Whatever the file doesn't name stays.
 * Tenants and teams must already exist.
 *
 * @param isSandbox its URLs follow the sandbox's port
 * @throws ConnectionFileError
 */
export async function applyConnectionFile(
  db: PrismaClient,
  file: ConnectionFile,
  readSecret: (secretFile: string) => string,
  isSandbox = false,
): Promise<void> {
  const settings = checkFile(file);
  const credentials = readCredentials(file, readSecret);
  const { tenantId, teamId } = await findOwners(db, file);
  const found = await db.embedConnection.findUnique({ where: { slug: file.slug } });
  const connectionId = found?.id ?? randomUUID();
  await refuseConflicts(db, file, connectionId);

  const connection = {
    name: file.name,
    vendor: file.vendor,
    ttlSeconds: file.ttlSeconds ?? null,
    settings: settings as Prisma.InputJsonObject,
    isSandbox,
  };
  await db.$transaction([
    db.embedConnection.upsert({
      where: { id: connectionId },
      create: { id: connectionId, slug: file.slug, ...connection },
      update: connection,
    }),
    ...credentials.map(({ kid, algorithm, tenant, secret }) => {
      const owner = { connectionId, tenantId: tenant ? tenantId(tenant) : null, kid };
      const data = {
        ...owner,
        algorithm,
        encryptedSecret: encrypt(secret, owner),
        publicKey: publicHalf(secret),
      };
      return db.embedCredential.upsert({
        where: { connectionId_kid: { connectionId, kid } },
        create: data,
        update: data,
      });
    }),
    ...file.mappings.map(({ tenant, region = "", names }) => {
      const key = { tenantId: tenantId(tenant), connectionId, region };
      return db.tenantMapping.upsert({
        where: { tenantId_connectionId_region: key },
        create: { ...key, names },
        update: { names },
      });
    }),
    ...file.teamMappings.map(({ tenant, team, names }) => {
      const key = { teamId: teamId(tenant, team), connectionId };
      return db.teamMapping.upsert({
        where: { teamId_connectionId: key },
        create: { ...key, names },
        update: { names },
      });
    }),
    ...file.dashboards.flatMap(({ grants, position, ...dashboard }, index) => {
      const where = { slug: dashboard.slug };
      const data = { connectionId, position: position ?? index, ...dashboard };
      const owned = grants.map(({ tenant, team, capabilities }) => ({
        tenantId: tenantId(tenant),
        teamId: team ? teamId(tenant, team) : null,
        capabilities,
      }));
      return [
        db.dashboard.upsert({ where, create: data, update: data }),
        db.grant.deleteMany({
          where: {
            dashboard: where,
            OR: owned.map(({ tenantId, teamId }) => ({ tenantId, teamId })),
          },
        }),
        ...owned.map(({ tenantId, teamId, capabilities }) =>
          db.grant.create({
            data: {
              capabilities,
              dashboard: { connect: where },
              tenant: { connect: { id: tenantId } },
              ...(teamId && { team: { connect: { id: teamId } } }),
            },
          }),
        ),
      ];
    }),
    ...(isSandbox
      ? []
      : [
          db.auditEvent.create({
            data: {
              action: "connection.enter",
              outcome: "allowed",
              email: "command line",
              connection: connectionId,
              detail: { connection: file.slug },
            },
          }),
        ]),
  ]);
}

/** The settings as the vendor parses them. @throws ConnectionFileError */
function checkFile(file: ConnectionFile): unknown {
  const vendor = requireVendor(file.vendor);
  const settings = checkSettings(vendor, file.settings);
  refuseAll([
    ...(settings.error ? describeIssues(settings.error, "settings.") : []),
    ...file.mappings.flatMap(({ tenant, region, names }) => {
      const own = file.mappings.find((one) => one.tenant === tenant && !one.region)?.names ?? {};
      const { error } = checkNames(vendor, names, region ? { regionOf: own } : "tenant");
      return error ? describeIssues(error, `Mapping of ${tenant}: `) : [];
    }),
    ...file.dashboards.flatMap(({ slug, kind: name, grants }) => {
      const kind = requireKind(vendor, name);
      const reasons = grants.flatMap(({ capabilities }) => refusals(vendor, kind, capabilities));
      return reasons.map((reason) => `Dashboard ${slug}: ${reason}`);
    }),
  ]);
  return settings.data;
}

/** @throws ConnectionFileError */
function readCredentials(file: ConnectionFile, readSecret: (secretFile: string) => string) {
  const { credential: need } = requireVendor(file.vendor);
  const credentials = file.credentials.map((credential) => ({
    ...credential,
    secret: readSecret(credential.secretFile),
  }));
  refuseAll(
    credentials.flatMap(({ kid, algorithm, secret }) =>
      checkNewCredential(need, algorithm, secret).map((reason) => `Credential ${kid}: ${reason}`),
    ),
  );
  return credentials;
}

/** Ids by slug of every tenant and team the file names. @throws ConnectionFileError when one is missing */
async function findOwners(db: PrismaClient, file: ConnectionFile) {
  const rows = await db.tenant.findMany({
    select: { id: true, slug: true, teams: { select: { id: true, slug: true } } },
  });
  const tenants = new Map(
    rows.map(({ id, slug, teams }) => [
      slug,
      { id, teams: new Map(teams.map((team) => [team.slug, team.id])) },
    ]),
  );
  const owners: { tenant?: string | undefined; team?: string | undefined }[] = [
    ...file.credentials,
    ...file.mappings,
    ...file.teamMappings,
    ...file.dashboards.flatMap(({ grants }) => grants),
  ];
  const missing = owners.flatMap(({ tenant, team }) => {
    if (!tenant) return [];
    const found = tenants.get(tenant);
    if (!found) return [`There is no tenant "${tenant}".`];
    return team && !found.teams.has(team) ? [`Tenant ${tenant} has no team "${team}".`] : [];
  });
  refuseAll([...new Set(missing)]);
  return {
    tenantId: (tenant: string) => tenants.get(tenant)?.id ?? "",
    teamId: (tenant: string, team: string) => tenants.get(tenant)?.teams.get(team) ?? "",
  };
}

/** A retired key's kid, another connection's dashboard, another tenant's rows. @throws ConnectionFileError */
async function refuseConflicts(
  db: PrismaClient,
  file: ConnectionFile,
  connectionId: string,
): Promise<void> {
  const vendor = requireVendor(file.vendor);
  const [retired, dashboards, stored] = await Promise.all([
    db.embedCredential.findMany({
      where: {
        connectionId,
        state: "retired",
        kid: { in: file.credentials.map(({ kid }) => kid) },
      },
    }),
    db.dashboard.findMany({
      where: {
        connectionId: { not: connectionId },
        slug: { in: file.dashboards.map(({ slug }) => slug) },
      },
    }),
    db.tenantMapping.findMany({
      where: { connectionId },
      select: { names: true, region: true, tenant: { select: { slug: true } } },
    }),
  ]);
  const rows = completeNames([
    ...stored.map(({ tenant, region, names }) => ({
      tenant: tenant.slug,
      region,
      names: names as MappingValues,
    })),
    ...file.mappings.map(({ tenant, region = "", names }) => ({ tenant, region, names })),
  ]);
  refuseAll([
    ...retired.map(({ kid }) => `Credential ${kid} is retired. Use another kid for a new key.`),
    ...dashboards.map(({ slug }) => `Dashboard ${slug} already belongs to another connection.`),
    ...rows.slice(stored.length).flatMap(({ tenant, names }) => {
      const other = findShared(vendor, tenant, names, rows);
      return other ? [`Mapping of ${tenant}: ${explainShared(vendor, other.tenant)}`] : [];
    }),
  ]);
}

function refuseAll(reasons: string[]): void {
  if (reasons.length > 0) throw new ConnectionFileError(reasons);
}
