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
      breadcrumbs={[{ label: "Dashboards", href: "/operator/dashboards" }]}
      narrow
      title="New dashboard"
      description="No one sees it until an owner or admin of a tenant shares it."
    >
      {sources.length === 0 ? (
        <EmptyState>Create a connection first.</EmptyState>
      ) : (
        <NewDashboard sources={sources} />
      )}
    </OperatorPage>
  );
}
