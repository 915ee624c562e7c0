import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { edit, remove } from "@/app/operator/dashboards/actions";
import { DashboardForm } from "@/app/operator/dashboards/dashboard-form";
import { OperatorPage } from "@/app/operator/operator-page";
import { ConfirmButton } from "@/components/ui/old-alert-dialog";
import { Section } from "@/components/ui/section";
import { requireOperator } from "@/lib/auth/session";
import { findEntry, listSources } from "@/lib/connections/dashboards";

export const metadata: Metadata = { title: "Dashboard" };

export default async function Entry({ params }: PageProps<"/operator/dashboards/[dashboard]">) {
  const { dashboard: slug } = await params;
  const operator = await requireOperator(`/operator/dashboards/${slug}`);
  const [entry, sources] = await Promise.all([findEntry(operator, slug), listSources(operator)]);
  if (!entry) notFound();
  const shared = entry.tenants === 1 ? "1 tenant" : `${entry.tenants} tenants`;
  return (
    <OperatorPage
      way={[{ label: "Catalogue", href: "/operator/dashboards" }]}
      here={entry.title}
      narrow
      title={entry.title}
      description={`${entry.slug} in addresses, shared in ${shared}.`}
    >
      <Section title="Details">
        <DashboardForm
          // Another connection after a save is another list of kinds.
          key={`${entry.connection} ${entry.kind}`}
          action={edit}
          submit="Save dashboard"
          dashboard={slug}
          sources={sources}
          values={entry}
        />
      </Section>
      <Section
        title="Delete"
        description="Takes it out of the catalogue and away from everybody. The vendor keeps its own."
      >
        <ConfirmButton
          label="Delete dashboard"
          title={`Delete ${entry.title}?`}
          submit="Delete"
          action={remove}
          hidden={{ dashboard: slug }}
          typed={slug}
        >
          <p>
            It is shared in {shared}; who may open it is forgotten with it. This cannot be undone.
          </p>
        </ConfirmButton>
      </Section>
    </OperatorPage>
  );
}
