import { chooseTheme } from "@/app/account/actions";
import { Shell } from "@/components/shell/shell";
import { loadTenantShell } from "@/components/shell/shell-data";
import { findSession } from "@/lib/auth/session";
import { findViewer } from "@/lib/tenants/require-viewer";

/** No gate: each page has its own, with the path to come back to. */
export default async function TenantLayout({ children, params }: LayoutProps<"/[tenant]">) {
  const session = await findSession();
  const viewer = session && (await findViewer(session, (await params).tenant));
  if (!viewer) return <main id="main">{children}</main>;
  return (
    <Shell data={await loadTenantShell(viewer)} chooseTheme={chooseTheme}>
      {children}
    </Shell>
  );
}
