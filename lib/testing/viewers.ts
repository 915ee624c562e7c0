import { findLiveSession } from "@/lib/auth/session";
import type { Role } from "@/lib/tenants/require-viewer";
import { findViewer, type Viewer } from "@/lib/tenants/require-viewer";
import { makePerson, type Person } from "./fixtures";

export async function viewerOf(person: Person, tenantSlug: string): Promise<Viewer> {
  const session = await findLiveSession(person.sessionId);
  const viewer = session && (await findViewer(session, tenantSlug));
  if (!viewer) throw new Error("not a viewer");
  return viewer;
}

export async function makeViewer(
  tenant: { id: string; slug: string },
  membership: { role?: Role; attributes?: Record<string, string> } = {},
): Promise<Viewer> {
  return viewerOf(await makePerson(tenant.id, membership), tenant.slug);
}
