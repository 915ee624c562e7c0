import { auditEntry } from "@/lib/audit/record";
import type { SignedIn } from "@/lib/auth/session";
import { requireConnection } from "@/lib/connections/connections";
import { db } from "@/lib/db";
import { env, listEnvProblems } from "@/lib/env";
import type { Trait } from "@/lib/vendors/contract";
import { type CheckResult, countProblems, resultsFor } from "./check-result";
import { checkDatabaseClock } from "./clock";
import { checkHostNames, checkStored, type StoredConnection } from "./connection";
import { checkDatabase } from "./database";
import { checkAddress, checkEnvironment } from "./environment";
import { checkHostHeaders, checkHostPages, type HostHeaders } from "./host-pages";
import { listSamples } from "./sample-viewers";
import { testOrigins, testToken } from "./test-token";

/** Whom the audit names. Null: the command line. */
type Actor = { id: string; email: string } | null;

export function runChecks({ user }: SignedIn): Promise<CheckResult[]> {
  return runAll(user);
}

/** For the command line: whoever can read the environment is an operator. */
export async function runChecksFromCommandLine(): Promise<CheckResult[]> {
  const problems = listEnvProblems();
  if (problems.length > 0) return checkEnvironment(problems, process.versions.node);
  try {
    return await runAll(null);
  } finally {
    await db().$disconnect();
  }
}

/** Checks one connection, even a disabled one. @throws ValidationError when it doesn't exist */
export async function runConnectionChecks(
  operator: SignedIn,
  slug: string,
): Promise<CheckResult[]> {
  const { id } = await requireConnection(slug);
  const { headers } = await checkHostPages(env().origin);
  const results: CheckResult[] = [];
  for (const row of await listConnections({ id })) {
    results.push(...(await checkConnection(row, headers, operator.user)));
  }
  await auditEntry(operator, {
    action: "connection.test",
    connection: id,
    detail: { slug, issues: countProblems(results) },
  });
  return results;
}

async function runAll(actor: Actor): Promise<CheckResult[]> {
  const { origin } = env();
  const results = checkEnvironment(listEnvProblems(), process.versions.node);
  const database = await checkDatabase(db());
  if (!database.isUsable) return [...results, ...database.results];
  const demoAccounts = await db().user.count({ where: { demoNote: { not: null } } });
  const host = await checkHostPages(origin);
  results.push(
    ...checkAddress(origin, demoAccounts),
    ...database.results,
    await checkDatabaseClock(db()),
    host.result,
  );
  // One after another, to stay below vendors' rate limits.
  for (const connection of await listConnections()) {
    const { note } = resultsFor("connection", connection.slug);
    results.push(
      ...(connection.disabledAt
        ? [note("Disabled, so not checked.")]
        : await checkConnection(connection, host.headers, actor)),
    );
  }
  return results;
}

async function checkConnection(
  { disabledAt, ...connection }: StoredConnection & { disabledAt: Date | null },
  headers: HostHeaders | null,
  actor: Actor,
): Promise<CheckResult[]> {
  const { slug } = connection;
  const { note } = resultsFor("connection", slug);
  const { results, parsed } = checkStored(connection);
  if (!parsed) return results;
  const { vendor, settings } = parsed;
  const hostOrigin = env().origin;
  const origins = vendor.origins(settings);
  const samples = disabledAt ? [] : await listSamples(db(), connection.id);
  const has = (trait: Trait) =>
    samples.some(({ kind }) => vendor.kinds[kind]?.traits.includes(trait));
  results.push(...checkHostNames(hostOrigin, slug, origins));
  // The policy follows the enabled connections.
  if (headers && !disabledAt)
    results.push(...checkHostHeaders(slug, origins, headers, has("needsReferer")));
  if (samples.length === 0) {
    const reason = disabledAt ? "It is disabled" : "No dashboard of it is shared";
    results.push(note(`${reason}, so no token was tested.`));
    results.push(...(await testOrigins(slug, origins)));
  }
  for (const sample of samples) {
    results.push(...(await testToken({ slug, sample, vendor, settings, hostOrigin, actor })));
  }
  if (has("needsCookies")) {
    results.push(
      note(
        "Its session needs a cookie inside the frame.",
        "Browsers that block third-party cookies, such as Safari, show its sign-in page instead.",
        "Serve it from a subdomain of the app if the vendor offers that, or use its other kinds.",
      ),
    );
  }
  // The kinds of one vendor have results in common.
  return [...new Map(results.map((result) => [result.summary, result])).values()];
}

async function listConnections(where: { id?: string } = {}) {
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
  return rows.map((row) => ({
    ...row,
    unmapped: unmapped.filter((one) => one.connectionId === row.id).map(({ tenant }) => tenant),
  }));
}
