import type { Metadata } from "next";
import { Suspense } from "react";
import { requireSettings } from "@/app/[tenant]/settings/require-settings";
import { SettingsPage } from "@/app/[tenant]/settings/settings-page";
import { AuditView } from "@/components/audit/audit-view";
import { route } from "@/components/shell/route";
import { buttonClass } from "@/components/ui/button-class";
import { pageHref } from "@/components/ui/search-params";
import { TableSkeleton } from "@/components/ui/skeleton";
import { parseAuditQuery } from "@/lib/audit/filters";
import { requireTenantAudit } from "@/lib/audit/list";
import { findPeople } from "./actions";

export const metadata: Metadata = { title: "Audit log" };

export default async function Audit({
  params,
  searchParams,
}: PageProps<"/[tenant]/settings/audit">) {
  const { tenant } = await params;
  const viewer = await requireSettings(tenant, "/audit", "audit.list");
  const { tenant: _, ...searched } = await searchParams;
  const query = parseAuditQuery(searched);
  return (
    <SettingsPage
      viewer={viewer}
      title="Audit log"
      description={`Access and changes in ${viewer.tenant.name}. Entries are permanent.`}
      action={
        <a
          href={pageHref(route(`/${tenant}/settings/audit/export`), query.filters)}
          className={buttonClass("secondary")}
          download
        >
          Export CSV
        </a>
      }
    >
      <Suspense fallback={<TableSkeleton />}>
        <AuditView
          reader={viewer}
          scope={requireTenantAudit(viewer)}
          query={query}
          path={route(`/${tenant}/settings/audit`)}
          searchPeople={findPeople.bind(null, tenant)}
        />
      </Suspense>
    </SettingsPage>
  );
}
