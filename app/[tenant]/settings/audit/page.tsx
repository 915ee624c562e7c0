import type { Metadata } from "next";
import { Suspense } from "react";
import { requireSettings } from "@/app/[tenant]/settings/require-settings";
import { SettingsPage } from "@/app/[tenant]/settings/settings-page";
import { AuditFields } from "@/components/audit/audit-filters";
import { Events } from "@/components/audit/events";
import { parametersOf } from "@/components/audit/filter-parameters";
import { Usage } from "@/components/audit/usage";
import { buttonClass } from "@/components/ui/button-class";
import { addressOf } from "@/components/ui/old-list";
import { cursorOf, filtersOf } from "@/lib/audit/filters";
import { listTenantEvents, tenantActionNames, tenantUsage } from "@/lib/audit/read";

export const metadata: Metadata = { title: "Audit" };

export default async function Audit({
  params,
  searchParams,
}: PageProps<"/[tenant]/settings/audit">) {
  const { tenant } = await params;
  const viewer = await requireSettings(tenant, "/audit", "audit.list");
  const asked = await searchParams;
  const filters = { ...filtersOf(asked), tenant: null };
  const before = cursorOf(asked);
  const [page, actions] = await Promise.all([
    listTenantEvents(viewer, filters, before),
    tenantActionNames(viewer),
  ]);
  const path = `/${tenant}/settings/audit`;
  const parameters = parametersOf(filters);
  return (
    <SettingsPage
      viewer={viewer}
      title="Audit"
      description={`Who was given what in ${viewer.tenant.name}, who was refused, and who changed that. Nobody can change it.`}
      action={
        // A download is no page: the browser goes there by itself.
        <a
          href={addressOf(`${path}/export`, parameters)}
          className={buttonClass("secondary")}
          download
        >
          Export as CSV
        </a>
      }
    >
      <AuditFields path={path} filters={filters} actions={actions} tenants={false} />
      <Events
        who={viewer}
        page={page}
        path={path}
        parameters={parameters}
        later={before !== null}
        tenants={false}
      />
      <Suspense fallback={<p className="mt-10 text-muted">Counting usage</p>}>
        <Usage
          rows={tenantUsage(viewer, filters)}
          filters={filters}
          locale={viewer.user.locale}
          tenants={false}
        />
      </Suspense>
    </SettingsPage>
  );
}
