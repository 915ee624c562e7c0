import { withAudit } from "@/lib/audit/record";
import type { SignedIn } from "@/lib/auth/session";
import { db } from "@/lib/db";
import { refuse } from "@/lib/validation";
import { NotConfigured, type Recognized } from "@/lib/vendors/contract";
import { findVendor, requireVendor } from "@/lib/vendors/registry";
import { VendorFailure } from "@/lib/vendors/vendor-error";
import { requireApiKey } from "./api-key";
import { requireConnection } from "./connections";
import { createDashboard, suggestSlug } from "./dashboards";

export type Importable = Recognized & {
  title: string;
  /** Registered with this connection already. */
  isAdded: boolean;
};

/** Connections whose vendor lists its content. */
export async function listImportSources(
  _operator: SignedIn,
): Promise<{ slug: string; name: string }[]> {
  const rows = await db().embedConnection.findMany({
    where: { disabledAt: null },
    orderBy: { name: "asc" },
    select: { slug: true, name: true, vendor: true },
  });
  return rows
    .filter(({ vendor }) => findVendor(vendor)?.api?.listContent)
    .map(({ slug, name }) => ({ slug, name }));
}

/** Dashboards at the vendor that this connection can show. @throws ValidationError when its API call fails */
export async function listImportable(
  _operator: SignedIn,
  connectionSlug: string,
): Promise<Importable[]> {
  const row = await requireConnection(connectionSlug);
  const vendor = requireVendor(row.vendor);
  const listContent = vendor.api?.listContent;
  if (!listContent) return refuse("connection", `${vendor.label} doesn't list its content.`);
  const settings = vendor.settings.parse(row.settings);
  const [listed, known] = await Promise.all([
    orRefuse(async () => {
      const apiKey = await requireApiKey(row.id, vendor.credential);
      return listContent({ settings, apiKey });
    }),
    db().dashboard.findMany({ where: { connectionId: row.id }, select: { kind: true, ref: true } }),
  ]);
  const added = new Set(known.map(({ kind, ref }) => `${kind} ${ref}`));
  return listed.flatMap(({ title, url }) => {
    const found = URL.canParse(url) ? vendor.recognize(new URL(url), settings) : null;
    return found ? [{ ...found, title, isAdded: added.has(`${found.kind} ${found.ref}`) }] : [];
  });
}

/**
 * Registers the chosen dashboards. The vendor's list is loaded again, so that nothing else gets in.
 *
 * @param refs of `listImportable`
 * @returns how many were added
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
    const chosen = listed.filter(({ ref, isAdded }) => !isAdded && refs.includes(ref));
    if (chosen.length === 0) return refuse("refs", "Choose at least one that isn't added yet.");
    for (const { kind, ref, title } of chosen) {
      const name = title.trim().slice(0, 100) || ref;
      const dashboard = { title: name, description: "", connection: connectionSlug, kind, ref };
      await createDashboard(operator, { ...dashboard, slug: await suggestSlug(name) });
    }
    return chosen.length;
  });
}

async function orRefuse<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    const known = error instanceof VendorFailure || error instanceof NotConfigured;
    if (known) return refuse("connection", error.message);
    throw error;
  }
}
