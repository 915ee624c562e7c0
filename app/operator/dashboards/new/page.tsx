import type { Metadata } from "next";
import { NewDashboard } from "@/app/operator/dashboards/new-dashboard";
import { OperatorPage } from "@/app/operator/operator-page";
import { EmptyState } from "@/components/ui/empty-state";
import { requireOperator } from "@/lib/auth/session";
import { listSources } from "@/lib/connections/dashboards";

export const metadata: Metadata = { title: "New dashboard" };

export default async function New() {
  const operator = await requireOperator("/operator/dashboards/new");
  const sources = await listSources(operator);
  return (
    <OperatorPage
      way={[{ label: "Catalogue", href: "/operator/dashboards" }]}
      here="New dashboard"
      narrow
      title="New dashboard"
      description="Something a vendor can show. Nobody sees it until a tenant's owner or admin shares it."
    >
      {sources.length === 0 ? (
        <EmptyState>No vendor is connected yet.</EmptyState>
      ) : (
        <NewDashboard sources={sources} />
      )}
    </OperatorPage>
  );
}
