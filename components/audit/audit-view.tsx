import type { Route } from "next";
import { Suspense } from "react";
import type { Option } from "@/components/ui/option";
import type { AuditQuery } from "@/lib/audit/filters";
import { type AuditScope, listEvents, listFilterOptions } from "@/lib/audit/list";
import type { SignedIn } from "@/lib/auth/session";
import { AuditFilters } from "./audit-filters";
import { EventTable } from "./event-table";
import { Usage } from "./usage";

type Props = {
  reader: SignedIn;
  scope: AuditScope;
  query: AuditQuery;
  path: Route;
  searchPeople: (query: string) => Promise<Option[]>;
};

/** Filters, events and usage: the same for a tenant's audit and for the operators'. */
export async function AuditView({ reader, scope, query, path, searchPeople }: Props) {
  const { filters, before } = query;
  const showTenants = scope.tenantId === null;
  const [page, options] = await Promise.all([
    listEvents(scope, filters, before),
    listFilterOptions(scope),
  ]);
  return (
    <>
      <AuditFilters
        path={path}
        query={query}
        options={options}
        searchPeople={searchPeople}
        showTenants={showTenants}
      />
      <EventTable
        reader={reader}
        page={page}
        path={path}
        query={query}
        options={options}
        showTenants={showTenants}
      />
      <Suspense fallback={<p className="mt-10 text-muted">Counting usage…</p>}>
        <Usage
          scope={scope}
          filters={filters}
          options={options}
          locale={reader.user.locale}
          showTenants={showTenants}
        />
      </Suspense>
    </>
  );
}
