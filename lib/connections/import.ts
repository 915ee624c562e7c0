// Decides what can be taken over from a vendor that lists its content, and takes over what was chosen.
import { withAudit } from "@/lib/audit/record";
import type { SignedIn } from "@/lib/auth/session";
import { db } from "@/lib/db";
import { refuse } from "@/lib/validation";
import { findLister } from "@/lib/vendors/contents";
import { NotConfigured, type Recognized } from "@/lib/vendors/contract";
import { requireVendor } from "@/lib/vendors/registry";
import { VendorFailure } from "@/lib/vendors/vendor-error";
import { requireApiKey } from "./api-key";
import { requireConnection } from "./connections";
import { createDashboard, suggestSlug } from "./dashboards";

export type Importable = Recognized & {
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
    select: { slug: true, name: true, vendor: true },
  });
  return rows.filter(({ vendor }) => findLister(vendor)).map(({ slug, name }) => ({ slug, name }));
}

/** What the vendor has. @throws ValidationError with the reason where it cannot be asked or does not answer */
export async function listImportable(
  _operator: SignedIn,
  connectionSlug: string,
): Promise<Importable[]> {
  const row = await requireConnection(connectionSlug);
  const vendor = requireVendor(row.vendor);
  const lister = findLister(row.vendor);
  if (!lister) return refuse("connection", `${vendor.label} does not list what it has.`);
  const settings = vendor.settings.parse(row.settings);
  const [listed, known] = await Promise.all([
    ask(async () => lister(settings, await requireApiKey(row.id, vendor.credential))),
    db().dashboard.findMany({ where: { connectionId: row.id }, select: { kind: true, ref: true } }),
  ]);
  const here = new Set(known.map(({ kind, ref }) => `${kind} ${ref}`));
  return listed.flatMap(({ title, url }) => {
    const found = URL.canParse(url) ? vendor.recognize?.(new URL(url), settings) : null;
    return found ? [{ ...found, title, here: here.has(`${found.kind} ${found.ref}`) }] : [];
  });
}

/**
 * Enters what was chosen at the end of the catalogue; the vendor is asked again, so that nothing but
 * what it lists gets in.
 *
 * @param refs of `listImportable`
 * @returns how many were entered
 * @throws ValidationError
 */
export async function importDashboards(
  operator: SignedIn,
  connectionSlug: string,
  refs: readonly string[],
): Promise<number> {
  const { id } = await requireConnection(connectionSlug);
  const change = { action: "dashboard.import", connection: id };
  return withAudit(operator, change, async () => {
    const listed = await listImportable(operator, connectionSlug);
    const chosen = listed.filter(({ ref, here }) => !here && refs.includes(ref));
    if (chosen.length === 0) return refuse("refs", "Choose at least one that is not here yet.");
    for (const { kind, ref, title } of chosen) {
      const called = title.trim().slice(0, 100) || ref;
      const about = { title: called, description: "", connection: connectionSlug, kind, ref };
      await createDashboard(operator, { ...about, slug: await suggestSlug(called) });
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
