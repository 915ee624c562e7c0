// Decides how a vendor's account is written down in one file, and enters it: connection, key, names,
// dashboards and grants, all or nothing.
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
  isShared,
  publicHalf,
  sentencesOf,
  sharedWords,
  wholeNames,
} from "./checks";

const slug = z.string().refine(isSlug, "must be lower-case letters, digits and single hyphens");
const names = z.record(z.string(), z.string().min(1));

/** One vendor account as a file says it. Secrets are not in it: each credential names where hers lies. */
export const connectionFile = z.strictObject({
  slug,
  name: z.string().min(1),
  vendor: z.string(),
  /** As the vendor's schema has it. */
  settings: z.record(z.string(), z.unknown()),
  ttlSeconds: z.number().int().min(5).optional(),
  credentials: z.array(
    z.strictObject({
      /** The vendor's id of the key; at a vendor with an organization per tenant, the organization's. */
      kid: z.string().min(1).max(64),
      algorithm: z.string(),
      /** Slug; absent: for all tenants. */
      tenant: slug.optional(),
      /** Path of a file that holds the secret's text or the private key's PEM, and nothing else. */
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
      /** Place in the catalogue, which all connections share; absent: as in this file. */
      position: z.number().int().optional(),
      grants: z.array(
        z.strictObject({
          tenant: slug,
          /** Slug of a team; absent: the whole tenant. */
          team: slug.optional(),
          capabilities: z.array(z.enum(capabilities)).min(1).default(["view"]),
        }),
      ),
    }),
  ),
});

export type ConnectionFile = z.infer<typeof connectionFile>;

/** What is wrong with a connection as given, each a sentence. No secret is repeated. */
export class ConnectionRefused extends Error {
  override readonly name = "ConnectionRefused";
  constructor(readonly reasons: string[]) {
    super(reasons.join("\n"));
  }
}

/** Parses a file's content. @throws ConnectionRefused */
export function parseConnectionFile(content: unknown): ConnectionFile {
  const parsed = connectionFile.safeParse(content);
  if (!parsed.success) throw new ConnectionRefused(sentencesOf(parsed.error));
  return parsed.data;
}

/**
 * Enters the connection, or brings an entered one (same slug) up to the file; a credential with a new
 * kid is added beside the others and seals from then on. What the file does not name stays as it is.
 * Tenants and teams must exist already.
 *
 * @param secretOf reads a credential's secret
 * @param isSandbox its addresses follow the sandbox's port
 * @throws ConnectionRefused with everything that is wrong; nothing is entered then
 */
export async function enterConnection(
  db: PrismaClient,
  file: ConnectionFile,
  secretOf: (secretFile: string) => string,
  isSandbox = false,
): Promise<void> {
  const settings = check(file);
  const secrets = file.credentials.map((credential) => ({
    ...credential,
    secret: secretOf(credential.secretFile),
  }));
  const { credential: need } = requireVendor(file.vendor);
  const weak = secrets.flatMap(({ kid, algorithm, secret }) =>
    checkNewCredential(need, algorithm, secret).map((reason) => `Credential ${kid}: ${reason}`),
  );
  if (weak.length > 0) throw new ConnectionRefused(weak);

  const tenants = await findTenants(db, file);
  const found = await db.embedConnection.findUnique({ where: { slug: file.slug } });
  const connectionId = found?.id ?? randomUUID();
  const taken = await findTaken(db, file, connectionId);
  if (taken.length > 0) throw new ConnectionRefused(taken);
  const { name, vendor, ttlSeconds = null } = file;
  const connection = {
    ...{ name, vendor, ttlSeconds, isSandbox },
    settings: settings as Prisma.InputJsonObject,
  };
  const tenantId = (name: string): string => tenants.get(name)?.id ?? "";
  const teamId = (tenant: string, team: string): string =>
    tenants.get(tenant)?.teams.get(team) ?? "";

  const entered = {
    ...{ action: "connection.enter", outcome: "allowed", email: "command line" },
    ...{ connection: connectionId, detail: { connection: file.slug } },
  };
  await db.$transaction([
    db.embedConnection.upsert({
      where: { id: connectionId },
      create: { id: connectionId, slug: file.slug, ...connection },
      update: connection,
    }),
    ...secrets.map(({ kid, algorithm, tenant, secret }) => {
      const owner = tenant ? tenantId(tenant) : null;
      const encryptedSecret = encrypt(secret, { connectionId, tenantId: owner, kid });
      const data = { algorithm, encryptedSecret, tenantId: owner, publicKey: publicHalf(secret) };
      return db.embedCredential.upsert({
        where: { connectionId_kid: { connectionId, kid } },
        create: { connectionId, kid, ...data },
        update: data,
      });
    }),
    ...file.mappings.map(({ tenant, region = "", names }) => {
      const key = { tenantId: tenantId(tenant), connectionId, region };
      const where = { tenantId_connectionId_region: key };
      return db.tenantMapping.upsert({ where, create: { ...key, names }, update: { names } });
    }),
    ...file.teamMappings.map(({ tenant, team, names }) => {
      const key = { teamId: teamId(tenant, team), connectionId };
      const where = { teamId_connectionId: key };
      return db.teamMapping.upsert({ where, create: { ...key, names }, update: { names } });
    }),
    ...file.dashboards.flatMap(({ grants, position, ...dashboard }, index) => [
      db.dashboard.upsert({
        where: { slug: dashboard.slug },
        create: { connectionId, position: position ?? index, ...dashboard },
        update: { connectionId, position: position ?? index, ...dashboard },
      }),
      db.grant.deleteMany({
        where: {
          dashboard: { slug: dashboard.slug },
          OR: grants.map(({ tenant, team }) => ({
            tenantId: tenantId(tenant),
            teamId: team ? teamId(tenant, team) : null,
          })),
        },
      }),
      ...grants.map(({ tenant, team, capabilities }) =>
        db.grant.create({
          data: {
            capabilities,
            dashboard: { connect: { slug: dashboard.slug } },
            tenant: { connect: { slug: tenant } },
            ...(team && { team: { connect: { id: teamId(tenant, team) } } }),
          },
        }),
      ),
    ]),
    ...(isSandbox ? [] : [db.auditEvent.create({ data: entered })]),
  ]);
}

/** What the file would take from others: a retired key's kid, a dashboard's slug, a tenant's rows. */
async function findTaken(
  db: PrismaClient,
  file: ConnectionFile,
  connectionId: string,
): Promise<string[]> {
  const vendor = requireVendor(file.vendor);
  const [retired, dashboards, others] = await Promise.all([
    db.embedCredential.findMany({
      where: {
        ...{ connectionId, state: "retired" },
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
  const own = wholeNames(file.mappings.map((row) => ({ ...row, region: row.region ?? "" })));
  const rows = others.map(({ tenant, region, names }) => {
    return { tenant: tenant.slug, region, names: names as MappingValues };
  });
  const all = [...own, ...wholeNames(rows)];
  const shared = own.flatMap(({ tenant, names }) => {
    const other = all.find((one) => one.tenant !== tenant && isShared(vendor, one.names, names));
    return other ? [`Mapping of ${tenant}: ${sharedWords(vendor, other.tenant)}`] : [];
  });
  return [
    ...retired.map(({ kid }) => `Credential ${kid} is retired: give a new one another kid.`),
    ...dashboards.map(({ slug }) => `Dashboard ${slug}: another connection has that name.`),
    ...shared,
  ];
}

/** The settings as the vendor parses them. @throws ConnectionRefused */
function check(file: ConnectionFile): unknown {
  const reasons: string[] = [];
  const vendor = requireVendor(file.vendor);
  const settings = checkSettings(vendor, file.settings);
  if (settings.error) reasons.push(...sentencesOf(settings.error, "settings."));
  for (const { tenant, region, names } of file.mappings) {
    const whole = file.mappings.find((one) => one.tenant === tenant && !one.region)?.names ?? {};
    const parsed = checkNames(vendor, names, region ? { regionOf: whole } : "tenant");
    if (parsed.error) reasons.push(...sentencesOf(parsed.error, `Mapping of ${tenant}: `));
  }
  for (const { slug, kind, grants } of file.dashboards) {
    const spec = requireKind(vendor, kind);
    const cannot = grants.flatMap(({ capabilities }) => refusals(vendor, spec, capabilities));
    reasons.push(...cannot.map((reason) => `Dashboard ${slug}: ${reason}`));
  }
  if (reasons.length > 0) throw new ConnectionRefused(reasons);
  return settings.value;
}

async function findTenants(db: PrismaClient, file: ConnectionFile) {
  const rows = await db.tenant.findMany({
    select: { id: true, slug: true, teams: { select: { id: true, slug: true } } },
  });
  const tenants = new Map(
    rows.map(({ id, slug, teams }) => [
      slug,
      { id, teams: new Map(teams.map((team) => [team.slug, team.id])) },
    ]),
  );
  const named: { tenant?: string | undefined; team?: string | undefined }[] = [
    ...file.credentials,
    ...file.mappings,
    ...file.teamMappings,
    ...file.dashboards.flatMap(({ grants }) => grants),
  ];
  const missing = named.flatMap(({ tenant, team }) => {
    if (!tenant) return [];
    const known = tenants.get(tenant);
    if (!known) return [`There is no tenant "${tenant}".`];
    return team && !known.teams.has(team) ? [`Tenant ${tenant} has no team "${team}".`] : [];
  });
  if (missing.length > 0) throw new ConnectionRefused([...new Set(missing)]);
  return tenants;
}
