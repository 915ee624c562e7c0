import type { Metadata } from "next";
import { DeveloperButton, DeveloperDock } from "@/components/developer-panel/lazy";
import { LazyPane } from "@/components/pane/lazy-pane";
import { PageNotice } from "@/components/pane/page-notice";
import { PaneState } from "@/components/pane/pane-state";
import { ReloadButton } from "@/components/pane/reload-button";
import { Header } from "@/components/shell/header";
import { NavLink } from "@/components/shell/nav-link";
import { dashboardPath, route } from "@/components/shell/route";
import { listViewerDashboards } from "@/components/shell/shell-data";
import { requireViewer } from "@/lib/tenants/require-viewer";
import { seesPanel } from "@/lib/users/developer-panel";

export const metadata: Metadata = { title: "Overview" };

const maxPanes = 10;

export default async function Overview({ params }: PageProps<"/[tenant]/overview">) {
  const { tenant } = await params;
  const viewer = await requireViewer(tenant, `/${tenant}/overview`);
  // A custom element runs the vendor's script in our page, so it only gets a page of its own.
  const frames = (await listViewerDashboards(viewer)).filter((one) => one.paneKind !== "element");
  const shown = interleaveVendors(frames).slice(0, maxPanes);
  const panel = seesPanel(viewer) && shown.length > 0;
  return (
    <>
      <Header
        breadcrumbs={[{ label: "Dashboards", href: route(`/${tenant}`) }]}
        actions={panel && <DeveloperButton />}
      >
        <h1 className="truncate font-semibold">Overview</h1>
      </Header>
      <PageNotice home={`/${tenant}`} />
      {shown.length === 0 ? (
        <p className="px-4 py-16 text-center text-muted">
          Nothing here yet. Dashboards shared with you appear here side by side.
        </p>
      ) : (
        <div className="flex grow flex-col lg:flex-row">
          <ul className="grid grow content-start gap-3 p-3 lg:grid-cols-2 2xl:grid-cols-3">
            {shown.map((one) => (
              <li
                key={one.slug}
                className="flex h-[26rem] min-w-0 flex-col overflow-hidden rounded-lg border border-line bg-surface"
              >
                <div className="flex h-10 shrink-0 items-center gap-2.5 border-b border-line px-3">
                  <h2 className="truncate font-medium">
                    <NavLink href={dashboardPath(tenant, one.slug)} className="hover:underline">
                      {one.title}
                    </NavLink>
                  </h2>
                  <PaneState tenant={tenant} dashboard={one.slug} />
                  <span className="ml-auto shrink-0 text-sm text-muted">{one.vendorLabel}</span>
                  <ReloadButton tenant={tenant} dashboard={one.slug} />
                </div>
                <LazyPane
                  tenant={tenant}
                  dashboard={one.slug}
                  title={one.title}
                  viewer={viewer.user.id}
                  vendorLabel={one.vendorLabel}
                  traced={panel}
                />
              </li>
            ))}
          </ul>
          {panel && (
            <DeveloperDock
              tenant={tenant}
              panes={shown.map(({ slug, title }) => ({ dashboard: slug, title }))}
            />
          )}
        </div>
      )}
    </>
  );
}

/** Each vendor's first dashboard, then each one's second, so that no vendor fills the page. */
function interleaveVendors<T extends { vendor: string }>(dashboards: readonly T[]): T[] {
  const before = new Map<string, number>();
  const ranked = dashboards.map((one) => {
    const rank = before.get(one.vendor) ?? 0;
    before.set(one.vendor, rank + 1);
    return { one, rank };
  });
  return ranked.sort((a, b) => a.rank - b.rank).map(({ one }) => one);
}
