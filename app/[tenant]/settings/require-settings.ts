import { notFound } from "next/navigation";
import { requireViewer, type Viewer } from "@/lib/tenants/require-viewer";
import { type Action, canDo } from "@/lib/tenants/roles";

/** The gate of a settings page: not found for roles without the action. @param page below /settings */
export async function requireSettings(
  tenant: string,
  page: string,
  action: Action,
): Promise<Viewer> {
  const viewer = await requireViewer(tenant, `/${tenant}/settings${page}`);
  if (!canDo(viewer.role, action)) notFound();
  return viewer;
}

/** The gate of a settings action. The change itself checks the role, and records a refusal. */
export function requireSettingsAction(tenant: string): Promise<Viewer> {
  return requireViewer(tenant, `/${encodeURIComponent(String(tenant))}/settings`);
}
