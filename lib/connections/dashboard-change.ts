// Decides how a dashboard enters the catalogue, changes, moves and leaves. Every change leaves an audit row.
import { z } from "zod";
import { attempt, auditEntry } from "@/lib/audit/change";
import type { SignedIn } from "@/lib/auth/session";
import { db } from "@/lib/db";
import { fieldErrors, refuse, refuseAny } from "@/lib/validation";
import { refusals } from "@/lib/vendors/contract";
import { requireVendor } from "@/lib/vendors/registry";
import { checkRef } from "./checks";
import { nameField, slugField } from "./connection-change";

const about = z.object({
  title: nameField,
  description: z.string().trim().max(500),
  ref: z.string().trim().max(500),
});

export type DashboardInput = {
  title: string;
  description: string;
  /** Slug. */
  connection: string;
  kind: string;
  /** The vendor's id. */
  ref: string;
};

/** Enters a dashboard at the end of the catalogue; nobody sees it until it is granted. @throws ValidationError */
export function createDashboard(
  operator: SignedIn,
  { slug, ...input }: DashboardInput & { slug: string },
): Promise<{ slug: string }> {
  const change = { action: "dashboard.create", dashboard: slug.slice(0, 63) };
  return attempt(operator, change, async () => {
    const { errors, data } = await check(input);
    const named = slugField.safeParse(slug);
    const taken = named.success && (await db().dashboard.count({ where: { slug } })) > 0;
    refuseAny({
      ...errors,
      ...(!named.success && { slug: named.error.issues[0]?.message ?? "" }),
      ...(taken && { slug: "Another dashboard has this name in addresses." }),
    });
    const last = await db().dashboard.aggregate({ _max: { position: true } });
    const position = (last._max.position ?? -1) + 1;
    await db().$transaction([
      db().dashboard.create({ data: { slug, position, ...data } }),
      auditEntry(operator, { ...change, connection: data.connectionId }),
    ]);
    return { slug };
  });
}

/** Changes what a dashboard shows and how it is described; its grants stay. @throws ValidationError */
export async function editDashboard(
  operator: SignedIn,
  slug: string,
  input: DashboardInput,
): Promise<void> {
  const row = await requireDashboard(slug);
  const change = { action: "dashboard.update", dashboard: slug };
  await attempt(operator, change, async () => {
    const { errors, data, vendor, kind } = await check(input);
    refuseAny(errors);
    // What was granted must still be possible: another kind may have no word for it.
    const grants = await db().grant.findMany({ where: { dashboardId: row.id } });
    const [impossible] = grants.flatMap(({ capabilities }) =>
      vendor && kind ? refusals(vendor, kind, capabilities) : [],
    );
    if (impossible) refuse("kind", `It is granted already. ${impossible}`);
    await db().$transaction([
      db().dashboard.update({ where: { id: row.id }, data }),
      auditEntry(operator, { ...change, connection: data.connectionId }),
    ]);
  });
}

/** Takes a dashboard out of the catalogue, and with it everybody's access. @throws ValidationError */
export async function deleteDashboard(operator: SignedIn, slug: string): Promise<void> {
  const { id, connectionId } = await requireDashboard(slug);
  const grants = await db().grant.count({ where: { dashboardId: id } });
  await db().$transaction([
    db().dashboard.delete({ where: { id } }),
    auditEntry(operator, {
      ...{ action: "dashboard.delete", dashboard: slug, connection: connectionId },
      detail: { grants },
    }),
  ]);
}

/** Moves a dashboard one place up or down in the catalogue, which every tenant sees in this order. */
export async function moveDashboard(
  operator: SignedIn,
  slug: string,
  by: "up" | "down",
): Promise<void> {
  const rows = await db().dashboard.findMany({
    orderBy: [{ position: "asc" }, { title: "asc" }, { id: "asc" }],
    select: { id: true, slug: true, position: true },
  });
  const at = rows.findIndex((row) => row.slug === slug);
  const [mine, other] = [rows[at], rows[by === "up" ? at - 1 : at + 1]];
  if (!mine) return refuse("", "This dashboard does not exist any more.");
  if (!other) return refuse("", `It is ${by === "up" ? "first" : "last"} already.`);
  const order = rows.map((row) => (row === mine ? other : row === other ? mine : row));
  const moved = order.flatMap(({ id, position }, index) =>
    position === index ? [] : [{ id, index }],
  );
  await db().$transaction([
    ...moved.map(({ id, index }) =>
      db().dashboard.update({ where: { id }, data: { position: index } }),
    ),
    auditEntry(operator, { action: "dashboard.move", dashboard: slug, detail: { by } }),
  ]);
}

async function requireDashboard(slug: string) {
  const row = await db().dashboard.findUnique({ where: { slug } });
  return row ?? refuse("", "This dashboard does not exist any more.");
}

async function check(input: DashboardInput) {
  const parsed = about.safeParse(input, { reportInput: true });
  const errors: Record<string, string> = { ...(parsed.error && fieldErrors(parsed.error)) };
  const connection = await db().embedConnection.findUnique({ where: { slug: input.connection } });
  const vendor = connection && requireVendor(connection.vendor);
  const kind = vendor && Object.hasOwn(vendor.kinds, input.kind) ? vendor.kinds[input.kind] : null;
  if (!connection) errors.connection = "Choose one of those offered.";
  else if (!kind) errors.kind = "Choose one of those offered.";
  const ref = input.ref.trim();
  if (connection && vendor && kind && !errors.ref) {
    const wrong = checkRef(vendor, connection.settings, { kind: input.kind, ref });
    if (wrong) errors.ref = wrong;
  }
  return {
    errors,
    vendor,
    kind,
    data: {
      title: input.title.trim(),
      description: input.description.trim(),
      ...{ kind: input.kind, ref, connectionId: connection?.id ?? "" },
    },
  };
}
