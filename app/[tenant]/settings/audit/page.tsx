import type { Metadata } from "next";
import { Suspense } from "react";
import { requireSettings } from "@/app/[tenant]/settings/require-settings";
import { SettingsPage } from "@/app/[tenant]/settings/settings-page";
import { AuditFields } from "@/components/audit/audit-filters";
import { Events } from "@/components/audit/events";
import { Usage } from "@/components/audit/usage";
import { buttonClass } from "@/components/ui/button-class";
import { addressOf } from "@/components/ui/list";
import { parseAuditQuery } from "@/lib/audit/filters";
import { listEvents, listFilterOptions, listUsage, requireTenantAudit } from "@/lib/audit/list";

export const metadata: Metadata = { title: "Audit" };

export default async function Audit({
  params,
  searchParams,
}: PageProps<"/[tenant]/settings/audit">) {
  const { tenant } = await params;
  const viewer = await requireSettings(tenant, "/audit", "audit.list");
  const scope = requireTenantAudit(viewer);
  const { filters, before } = parseAuditQuery(await searchParams);
  const [page, { actions }] = await Promise.all([
    listEvents(scope, filters, before),
    listFilterOptions(scope),
  ]);
  const path = `/${tenant}/settings/audit`;
  return (
    <SettingsPage
      viewer={viewer}
      title="Audit"
      sentence={`Who was given what in ${viewer.tenant.name}, who was refused, and who changed that. Nobody can change it.`}
      action={
        // A download is no page: the browser goes there by itself.
        <a href={addressOf(`${path}/export`, filters)} className={buttonClass("plain")} download>
          Export as CSV
        </a>
      }
    >
      <AuditFields path={path} filters={filters} actions={actions} tenants={false} />
      <Events
        who={viewer}
        page={page}
        path={path}
        parameters={filters}
        later={before !== null}
        tenants={false}
      />
      <Suspense fallback={<p className="mt-10 text-muted">Counting usage</p>}>
        <Usage
          rows={listUsage(scope, filters)}
          filters={filters}
          locale={viewer.user.locale}
          tenants={false}
        />
      </Suspense>
    </SettingsPage>
  );
}
