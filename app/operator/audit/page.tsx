import type { Metadata } from "next";
import { Suspense } from "react";
import { OperatorPage } from "@/app/operator/operator-page";
import { AuditFields } from "@/components/audit/audit-filters";
import { Events } from "@/components/audit/events";
import { parametersOf } from "@/components/audit/filter-parameters";
import { Usage } from "@/components/audit/usage";
import { buttonClass } from "@/components/ui/button-class";
import { addressOf } from "@/components/ui/old-list";
import { cursorOf, filtersOf } from "@/lib/audit/filters";
import { allActionNames, allUsage, listAllEvents } from "@/lib/audit/read";
import { requireOperator } from "@/lib/auth/session";

export const metadata: Metadata = { title: "Audit" };

const path = "/operator/audit";

export default async function OperatorAudit({ searchParams }: PageProps<"/operator/audit">) {
  const operator = await requireOperator(path);
  const asked = await searchParams;
  const filters = filtersOf(asked);
  const before = cursorOf(asked);
  const [page, actions] = await Promise.all([
    listAllEvents(operator, filters, before),
    allActionNames(operator),
  ]);
  const parameters = parametersOf(filters);
  return (
    <OperatorPage
      title="Audit"
      description="Every token given and refused, every sign-in, and every change of authority, keys and connections. Rows cannot be changed."
      action={
        <a
          href={addressOf(`${path}/export`, parameters)}
          className={buttonClass("secondary")}
          download
        >
          Export as CSV
        </a>
      }
    >
      <AuditFields path={path} filters={filters} actions={actions} tenants />
      <Events
        who={operator}
        page={page}
        path={path}
        parameters={parameters}
        later={before !== null}
        tenants
      />
      <Suspense fallback={<p className="mt-10 text-muted">Counting usage</p>}>
        <Usage
          rows={allUsage(operator, filters)}
          filters={filters}
          locale={operator.user.locale}
          tenants
        />
      </Suspense>
    </OperatorPage>
  );
}
