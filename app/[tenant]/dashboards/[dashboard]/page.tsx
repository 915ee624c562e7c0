import type { Metadata } from "next";
import { headers } from "next/headers";
import { notFound } from "next/navigation";
import { DeveloperButton, DeveloperDock } from "@/components/developer-panel/lazy";
import { earlyMintScript } from "@/components/pane/early-mint";
import { FullscreenButton } from "@/components/pane/fullscreen-button";
import { Pane } from "@/components/pane/pane";
import { PaneState } from "@/components/pane/pane-state";
import { ReloadButton } from "@/components/pane/reload-button";
import { ShareButton } from "@/components/pane/share-button";
import { carryOf } from "@/components/pane/share-link";
import { Header } from "@/components/shell/header";
import { InlineScript } from "@/components/shell/inline-script";
import { route } from "@/components/shell/route";
import { findDashboard } from "@/lib/access/dashboards";
import { findSession } from "@/lib/auth/session";
import { findViewer, requireViewer } from "@/lib/tenants/require-viewer";
import { seesPanel } from "@/lib/users/developer-panel";

/** Behind the same gate as the page: the title is the tenant's. */
export async function generateMetadata({
  params,
}: PageProps<"/[tenant]/dashboards/[dashboard]">): Promise<Metadata> {
  const { tenant, dashboard } = await params;
  const session = await findSession();
  const viewer = session && (await findViewer(session, tenant));
  const found = viewer && (await findDashboard(viewer, dashboard));
  return found ? { title: found.title } : {};
}

export default async function DashboardPage({
  params,
  searchParams,
}: PageProps<"/[tenant]/dashboards/[dashboard]">) {
  const { tenant, dashboard } = await params;
  const carry = carryOf(await searchParams);
  const here = `/${tenant}/dashboards/${dashboard}${carry && `?${carry}`}`;
  const viewer = await requireViewer(tenant, here);
  const found = await findDashboard(viewer, dashboard);
  if (!found) notFound();
  const panel = seesPanel(viewer);
  const nonce = (await headers()).get("x-nonce") ?? undefined;
  return (
    // As high as the window, so that the pane fills it below the header.
    <div className="flex h-dvh flex-col">
      <InlineScript nonce={nonce} code={earlyMintScript(tenant, found.slug)} />
      <Header
        breadcrumbs={[{ label: "Dashboards", href: route(`/${tenant}`) }]}
        actions={
          <>
            <ShareButton tenant={tenant} dashboard={found.slug} />
            {panel && <DeveloperButton />}
            <ReloadButton tenant={tenant} dashboard={found.slug} />
            <FullscreenButton />
          </>
        }
      >
        <h1 className="truncate font-semibold">{found.title}</h1>
        <PaneState tenant={tenant} dashboard={found.slug} />
        <span className="hidden shrink-0 text-sm text-muted sm:inline">{found.vendorLabel}</span>
      </Header>
      <div className="flex min-h-0 grow flex-col lg:flex-row">
        <Pane
          tenant={tenant}
          dashboard={found.slug}
          title={found.title}
          viewer={viewer.user.id}
          carry={carry}
          vendorLabel={found.vendorLabel}
          traced={panel}
        />
        {panel && (
          <DeveloperDock tenant={tenant} panes={[{ dashboard: found.slug, title: found.title }]} />
        )}
      </div>
    </div>
  );
}
