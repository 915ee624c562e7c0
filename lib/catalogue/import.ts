// Decides what can be taken over from a vendor that lists its content, and takes over what was chosen.
import { attempt } from "../audit/change";
import type { SignedIn } from "../auth/session";
import { db } from "../db";
import { NotConfigured, type Recognised } from "../dialects/contract";
import { requireDialect } from "../dialects/registry";
import { refuse } from "../refused";
import { findLister } from "../vendor-api/contents";
import { VendorFailure } from "../vendor-api/failure";
import { requireApiKey } from "../vendor-api/keys";
import { requireConnection } from "./connection-change";
import { createDashboard } from "./dashboard-change";
import { freeSlug } from "./dashboard-list";

export type Importable = Recognised & {
  title: string;
  /** The catalogue has it already. */
  here: boolean;
};

/** Connections whose vendor lists its content. @param _operator proof of `requireOperator` */
export async function listImportSources(
  _operator: SignedIn,
): Promise<{ slug: string; name: string }[]> {
  const rows = await db().embedConnection.findMany({
    where: { disabledAt: null },
    orderBy: { name: "asc" },
    select: { slug: true, name: true, dialect: true },
  });
  return rows
    .filter(({ dialect }) => findLister(dialect))
    .map(({ slug, name }) => ({ slug, name }));
}

/** What the vendor has. @throws ChangeRefused with the reason where it cannot be asked or does not answer */
export async function listImportable(
  _operator: SignedIn,
  connectionSlug: string,
): Promise<Importable[]> {
  const row = await requireConnection(connectionSlug);
  const dialect = requireDialect(row.dialect);
  const lister = findLister(row.dialect);
  if (!lister) return refuse("connection", `${dialect.label} does not list what it has.`);
  const settings = dialect.settings.parse(row.settings);
  const [listed, known] = await Promise.all([
    ask(async () => lister(settings, await requireApiKey(row.id, dialect.credential))),
    db().dashboard.findMany({ where: { connectionId: row.id }, select: { kind: true, ref: true } }),
  ]);
  const here = new Set(known.map(({ kind, ref }) => `${kind} ${ref}`));
  return listed.flatMap(({ title, url }) => {
    const found = URL.canParse(url) ? dialect.recognise?.(new URL(url), settings) : null;
    return found ? [{ ...found, title, here: here.has(`${found.kind} ${found.ref}`) }] : [];
  });
}

/**
 * Enters what was chosen at the end of the catalogue; the vendor is asked again, so that nothing but
 * what it lists gets in.
 *
 * @param refs of `listImportable`
 * @returns how many were entered
 * @throws ChangeRefused
 */
export async function importDashboards(
  operator: SignedIn,
  connectionSlug: string,
  refs: readonly string[],
): Promise<number> {
  const { id } = await requireConnection(connectionSlug);
  const change = { action: "dashboard.import", connection: id };
  return attempt(operator, change, async () => {
    const listed = await listImportable(operator, connectionSlug);
    const chosen = listed.filter(({ ref, here }) => !here && refs.includes(ref));
    if (chosen.length === 0) return refuse("refs", "Choose at least one that is not here yet.");
    for (const { kind, ref, title } of chosen) {
      const called = title.trim().slice(0, 100) || ref;
      const about = { title: called, description: "", connection: connectionSlug, kind, ref };
      await createDashboard(operator, { ...about, slug: await freeSlug(called) });
    }
    return chosen.length;
  });
}

async function ask<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    const known = error instanceof VendorFailure || error instanceof NotConfigured;
    if (known) return refuse("connection", error.message);
    throw error;
  }
}
