// Decides in which order the host is examined; everything that one cause would break is said once.
import type { SignedIn } from "@/lib/auth/session";
import { db } from "@/lib/db";
import { type Env, env, listEnvProblems } from "@/lib/env";
import type { Fact } from "@/lib/vendors/contract";
import { checkDatabaseClock } from "./clock";
import { checkStored, type StoredConnection } from "./connection";
import { checkDatabase } from "./database";
import { checkAddress, checkEnvironment } from "./environment";
import { about, type Finding } from "./finding";
import { checkHostNames } from "./host-names";
import { checkOwnPolicy, type OwnPolicy, readOwnPolicy } from "./own-policy";
import { listSamples } from "./samples";
import { tryToken } from "./test-token";

type Actor = { id: string; email: string } | null;

/** For the operator's page. @param operator proof that the asker passed `requireOperator` */
export function examineFor({ user }: SignedIn): Promise<Finding[]> {
  return examine({ id: user.id, email: user.email });
}

/** One connection by its slug, for whoever has just entered or changed it. */
export async function examineConnectionFor({ user }: SignedIn, slug: string): Promise<Finding[]> {
  const { own } = await readOwnPolicy(env().origin);
  const surroundings = { here: env(), own, actor: { id: user.id, email: user.email } };
  const rows = await listConnections({ slug });
  const findings = await Promise.all(rows.map((row) => examineConnection(row, surroundings)));
  return findings.flat();
}

/** For the command line, where whoever can read the environment is the operator. */
export async function examineHere(): Promise<Finding[]> {
  const problems = listEnvProblems();
  if (problems.length > 0) return checkEnvironment(problems, process.versions.node);
  try {
    return await examine(null);
  } finally {
    await db().$disconnect();
  }
}

async function examine(actor: Actor): Promise<Finding[]> {
  const here = env();
  const findings = checkEnvironment(listEnvProblems(), process.versions.node);
  const database = await checkDatabase(db());
  if (!database.usable) return [...findings, ...database.findings];
  const demo = await db().user.count({ where: { demoNote: { not: null } } });
  findings.push(...checkAddress(here.origin, demo), ...database.findings);
  findings.push(await checkDatabaseClock(db()));
  const { finding, own } = await readOwnPolicy(here.origin);
  findings.push(finding);
  // One after another: a dozen tokens at once would look like an attack, also to a rate limit.
  for (const connection of await listConnections()) {
    findings.push(...(await examineConnection(connection, { here, own, actor })));
  }
  return findings;
}

type Surroundings = { here: Env; own: OwnPolicy | null; actor: Actor };
type Listed = StoredConnection & { disabled: boolean };

async function examineConnection(
  connection: Listed,
  { here, own, actor }: Surroundings,
): Promise<Finding[]> {
  const { slug } = connection;
  const { note } = about("connection", slug);
  if (connection.disabled) return [note("Disabled, so it is not looked at.")];
  const { findings, readable } = checkStored(connection);
  if (!readable) return findings;
  const { vendor, settings } = readable;
  const origins = vendor.origins(settings);
  findings.push(...checkHostNames(here.origin, slug, origins));
  const samples = await listSamples(db(), connection.id);
  const kinds = samples.flatMap(({ kind }) => vendor.kinds[kind] ?? []);
  const has = (fact: Fact) => kinds.some(({ facts }) => facts.includes(fact));
  if (own) findings.push(...checkOwnPolicy(slug, origins, own, has("needsReferer")));
  if (samples.length === 0) {
    findings.push(note("Nobody has been granted a dashboard of it, so no token was tried."));
  }
  for (const sample of samples) {
    const trial = { slug, sample, vendor, settings, hostOrigin: here.origin, actor };
    findings.push(...(await tryToken(trial)));
  }
  return once([...findings, ...aboutCookies(slug, has("needsCookies"))]);
}

/** Several kinds of one vendor find the same things out. */
const once = (findings: Finding[]): Finding[] =>
  findings.filter(({ what }, at) => findings.findIndex((one) => one.what === what) === at);

function aboutCookies(slug: string, needed: boolean): Finding[] {
  if (!needed) return [];
  const { note } = about("connection", slug);
  return [
    note(
      "Its session lives in a cookie inside the frame.",
      "Browsers that keep no third-party cookies, Safari among them, show its sign-in page instead.",
      "Serve it under the host's own domain if the vendor offers that, or offer its other kinds.",
    ),
  ];
}

async function listConnections(where: { slug?: string } = {}): Promise<Listed[]> {
  const rows = await db().embedConnection.findMany({
    where,
    orderBy: { slug: "asc" },
    include: { credentials: { orderBy: { createdAt: "asc" } } },
  });
  const unmapped = await db().$queryRaw<{ connectionId: string; tenant: string }[]>`
    select distinct d."connectionId", t.slug as tenant
    from "Grant" g join "Dashboard" d on d.id = g."dashboardId" join "Tenant" t on t.id = g."tenantId"
    where t."suspendedAt" is null and not exists (select from "TenantMapping" m
      where m."tenantId" = t.id and m."connectionId" = d."connectionId" and m.region = '')
    order by t.slug`;
  return rows.map(({ disabledAt, ...row }) => ({
    ...row,
    disabled: disabledAt !== null,
    unmapped: unmapped.filter((one) => one.connectionId === row.id).map(({ tenant }) => tenant),
  }));
}
