import type { Metadata } from "next";
import { Suspense } from "react";
import { OperatorPage } from "@/app/operator/operator-page";
import { AuditView } from "@/components/audit/audit-view";
import { buttonClass } from "@/components/ui/button-class";
import { pageHref } from "@/components/ui/search-params";
import { TableSkeleton } from "@/components/ui/skeleton";
import { parseAuditQuery } from "@/lib/audit/filters";
import { requireFullAudit } from "@/lib/audit/list";
import { requireOperator } from "@/lib/auth/session";
import { findPeople } from "./actions";

export const metadata: Metadata = { title: "Audit log" };

const path = "/operator/audit";

export default async function OperatorAudit({ searchParams }: PageProps<"/operator/audit">) {
  const operator = await requireOperator(path);
  const query = parseAuditQuery(await searchParams);
  return (
    <OperatorPage
      title="Audit log"
      description="Tokens, sign-ins, and changes to access, keys, and connections. Entries are permanent."
      action={
        <a
          href={pageHref(`${path}/export`, query.filters)}
          className={buttonClass("secondary")}
          download
        >
          Export CSV
        </a>
      }
    >
      <Suspense fallback={<TableSkeleton />}>
        <AuditView
          reader={operator}
          scope={requireFullAudit(operator)}
          query={query}
          path={path}
          searchPeople={findPeople}
        />
      </Suspense>
    </OperatorPage>
  );
}
