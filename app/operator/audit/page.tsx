import type { Metadata } from "next";
import { Suspense } from "react";
import { OperatorPage } from "@/app/operator/operator-page";
import { AuditFields } from "@/components/audit/audit-filters";
import { Events } from "@/components/audit/events";
import { Usage } from "@/components/audit/usage";
import { buttonClass } from "@/components/ui/button-class";
import { addressOf } from "@/components/ui/list";
import { parseAuditQuery } from "@/lib/audit/filters";
import { listEvents, listFilterOptions, listUsage, requireFullAudit } from "@/lib/audit/list";
import { requireOperator } from "@/lib/auth/session";

export const metadata: Metadata = { title: "Audit" };

const path = "/operator/audit";

export default async function OperatorAudit({ searchParams }: PageProps<"/operator/audit">) {
  const operator = await requireOperator(path);
  const scope = requireFullAudit(operator);
  const { filters, before } = parseAuditQuery(await searchParams);
  const [page, { actions }] = await Promise.all([
    listEvents(scope, filters, before),
    listFilterOptions(scope),
  ]);
  return (
    <OperatorPage
      title="Audit"
      sentence="Every token given and refused, every sign-in, and every change of authority, keys and connections. Rows cannot be changed."
      action={
        <a href={addressOf(`${path}/export`, filters)} className={buttonClass("plain")} download>
          Export as CSV
        </a>
      }
    >
      <AuditFields path={path} filters={filters} actions={actions} tenants />
      <Events
        who={operator}
        page={page}
        path={path}
        parameters={filters}
        later={before !== null}
        tenants
      />
      <Suspense fallback={<p className="mt-10 text-muted">Counting usage</p>}>
        <Usage
          rows={listUsage(scope, filters)}
          filters={filters}
          locale={operator.user.locale}
          tenants
        />
      </Suspense>
    </OperatorPage>
  );
}
