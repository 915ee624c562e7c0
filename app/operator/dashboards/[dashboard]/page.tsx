import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { edit, remove } from "@/app/operator/dashboards/actions";
import { DashboardForm } from "@/app/operator/dashboards/dashboard-form";
import { OperatorPage } from "@/app/operator/operator-page";
import { AlertDialogButton } from "@/components/ui/alert-dialog";
import { Section } from "@/components/ui/section";
import { requireOperator } from "@/lib/auth/session";
import { findRegistered, listSources } from "@/lib/connections/dashboards";

export const metadata: Metadata = { title: "Dashboard" };

export default async function Dashboard({ params }: PageProps<"/operator/dashboards/[dashboard]">) {
  const { dashboard: slug } = await params;
  const operator = await requireOperator(`/operator/dashboards/${slug}`);
  const [dashboard, sources] = await Promise.all([
    findRegistered(operator, slug),
    listSources(operator),
  ]);
  if (!dashboard) notFound();
  const { title, tenants } = dashboard;
  const shared = `Shared in ${tenants} ${tenants === 1 ? "tenant" : "tenants"}`;
  return (
    <OperatorPage
      breadcrumbs={[{ label: "Dashboards", href: "/operator/dashboards" }]}
      narrow
      title={title}
      description={`${slug} · ${shared}`}
    >
      <Section title="Details">
        <DashboardForm
          // Starts over after a save: another connection has other types.
          key={`${dashboard.connection} ${dashboard.kind}`}
          action={edit.bind(null, slug)}
          submitLabel="Save dashboard"
          sources={sources}
          values={dashboard}
        />
      </Section>
      <Section
        title="Delete dashboard"
        description="Removes it here and everyone's access to it. It stays at the vendor."
      >
        <AlertDialogButton
          label="Delete dashboard"
          title={`Delete ${title}?`}
          submitLabel="Delete"
          action={remove.bind(null, slug)}
          confirmText={slug}
        >
          <p>{shared}. Everyone loses access to it. This can't be undone.</p>
        </AlertDialogButton>
      </Section>
    </OperatorPage>
  );
}
