import type { Metadata } from "next";
import { TopLine } from "@/components/shell/header";
import { dashboardsOf } from "@/components/shell/shell-data";
import { listGrantors } from "@/lib/access/dashboards";
import { dateFormatter } from "@/lib/format-date";
import { requireViewer, type Viewer } from "@/lib/tenants/require-viewer";
import { DashboardList } from "./dashboard-list";

export const metadata: Metadata = { title: "Dashboards" };

export default async function Dashboards({ params }: PageProps<"/[tenant]">) {
  const { tenant } = await params;
  const viewer = await requireViewer(tenant, `/${tenant}`);
  const cards = await dashboardsOf(viewer);
  const formatDate = dateFormatter(viewer);
  return (
    <>
      <TopLine>
        <p className="truncate text-muted">{viewer.tenant.name}</p>
      </TopLine>
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
      <h2 className="text-lg font-semibold">No dashboard is shared with you yet</h2>
      <p className="mx-auto mt-1.5 max-w-md text-muted">
        In {viewer.tenant.name}, {names || "an owner"} can share one with everybody or with a team.
        It then appears here.
      </p>
    </section>
  );
}
