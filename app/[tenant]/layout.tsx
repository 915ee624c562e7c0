import { Frame } from "@/components/shell/shell";
import { readTenantFrame } from "@/components/shell/shell-data";
import { findSession } from "@/lib/auth/session";
import { findViewer } from "@/lib/tenants/require-viewer";

/** The frame of a tenant's pages. No gate: each page has its own, and says where to come back to. */
export default async function TenantLayout({ children, params }: LayoutProps<"/[tenant]">) {
  const session = await findSession();
  const viewer = session && (await findViewer(session, (await params).tenant));
  if (!viewer) return <main id="main">{children}</main>;
  return <Frame data={await readTenantFrame(viewer)}>{children}</Frame>;
}
