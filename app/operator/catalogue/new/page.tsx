import type { Metadata } from "next";
import { Empty } from "@/app/ui/part";
import { requireOperator } from "@/lib/auth/session";
import { listSources } from "@/lib/catalogue/dashboard-list";
import { OperatorPage } from "../../parts/operator-page";
import { NewDashboard } from "../new-dashboard";

export const metadata: Metadata = { title: "New dashboard" };

export default async function New() {
  const operator = await requireOperator("/operator/catalogue/new");
  const sources = await listSources(operator);
  return (
    <OperatorPage
      way={[{ label: "Catalogue", href: "/operator/catalogue" }]}
      here="New dashboard"
      narrow
      title="New dashboard"
      sentence="Something a vendor can show. Nobody sees it until a tenant's owner or admin shares it."
    >
      {sources.length === 0 ? (
        <Empty>No vendor is connected yet.</Empty>
      ) : (
        <NewDashboard sources={sources} />
      )}
    </OperatorPage>
  );
}
