// Decides who gets a settings page or may send one of its forms: those whose role covers it.
import { notFound } from "next/navigation";
import { textOf } from "@/components/ui/old-form-action";
import { requireViewer, type Viewer } from "@/lib/tenants/require-viewer";
import { type Action, canDo } from "@/lib/tenants/roles";

/** The gate of a settings page; to others it does not exist. @param page below /settings */
export async function requireSettings(
  tenant: string,
  page: string,
  action: Action,
): Promise<Viewer> {
  const viewer = await requireViewer(tenant, `/${tenant}/settings${page}`);
  if (!canDo(viewer.role, action)) notFound();
  return viewer;
}

/** Who sends a form, in the tenant that it names. What they may do is asked where it is done. */
export function viewerOf(sent: FormData): Promise<Viewer> {
  const tenant = textOf(sent, "tenant");
  return requireViewer(tenant, `/${encodeURIComponent(tenant)}/settings`);
}

/** Ids of ours; anything else in an address is no such thing. */
export function requireId(value: string): string {
  if (!/^[A-Za-z0-9_-]{1,64}$/.test(value)) notFound();
  return value;
}
