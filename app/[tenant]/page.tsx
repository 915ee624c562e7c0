import type { Metadata } from "next";
import { Header } from "@/components/shell/header";
import { listViewerDashboards } from "@/components/shell/shell-data";
import { listGrantors } from "@/lib/access/dashboards";
import { dateFormatter } from "@/lib/format-date";
import { requireViewer, type Viewer } from "@/lib/tenants/require-viewer";
import { DashboardList } from "./dashboard-list";

export const metadata: Metadata = { title: "Dashboards" };

export default async function Dashboards({ params }: PageProps<"/[tenant]">) {
  const { tenant } = await params;
  const viewer = await requireViewer(tenant, `/${tenant}`);
  const cards = await listViewerDashboards(viewer);
  const formatDate = dateFormatter(viewer);
  return (
    <>
      <Header>
        <p className="truncate text-muted">{viewer.tenant.name}</p>
      </Header>
      <div className="mx-auto w-full max-w-6xl px-4 py-6 md:px-8 md:py-8">
        <h1 className="text-2xl font-semibold">Dashboards</h1>
        {cards.length === 0 ? (
          <Empty viewer={viewer} />
        ) : (
          <DashboardList
            tenantSlug={viewer.tenant.slug}
            cards={cards.map((card) => ({
              slug: card.slug,
              title: card.title,
              description: card.description,
              vendorLabel: card.vendorLabel,
              vendorMark: card.vendorMark,
              vendorHue: card.vendorHue,
              opened: formatDate(card.lastOpenedAt),
            }))}
          />
        )}
      </div>
    </>
  );
}

async function Empty({ viewer }: { viewer: Viewer }) {
  const grantors = await listGrantors(viewer);
  const names = new Intl.ListFormat("en", { type: "disjunction" }).format(
    grantors.map(({ name }) => (name === viewer.user.name ? `${name} (you)` : name)),
  );
  return (
    <section className="mt-6 rounded-lg border border-dashed border-line px-6 py-16 text-center">
      <h2 className="text-lg font-semibold">No dashboards yet</h2>
      <p className="mx-auto mt-1.5 max-w-md text-muted">
        {names || "An owner"} can share dashboards in {viewer.tenant.name}.
      </p>
    </section>
  );
}
