import type { Route } from "next";
import { NavLink } from "@/components/shell/nav-link";
import { buttonClass } from "@/components/ui/button-class";
import { EmptyState } from "@/components/ui/empty-state";
import { pageHref } from "@/components/ui/search-params";
import { Cell, Row, Table } from "@/components/ui/table";
import { Time } from "@/components/ui/time";
import { type AuditQuery, formatCursor } from "@/lib/audit/filters";
import type { AuditPage, AuditRow, FilterOptions } from "@/lib/audit/list";
import type { SignedIn } from "@/lib/auth/session";
import { dateFormatter } from "@/lib/format-date";
import { actionLabel, findLabel, formatDetail } from "./labels";

type Props = {
  reader: SignedIn;
  page: AuditPage;
  path: Route;
  query: AuditQuery;
  options: FilterOptions;
  showTenants: boolean;
};

/** Audit events, newest first. */
export function EventTable({ reader, page, path, query, options, showTenants }: Props) {
  const format = dateFormatter(reader);
  const { filters, before } = query;
  const columns = [
    "Time",
    "Person",
    "Event",
    "Outcome",
    ...(showTenants ? ["Tenant"] : []),
    "Dashboard",
    "Details",
  ].map((label) => ({ label }));
  return (
    <>
      {page.rows.length === 0 ? (
        <EmptyState>
          {Object.values(filters).some(Boolean)
            ? "No events match these filters."
            : "No events yet."}
        </EmptyState>
      ) : (
        <Table caption="Events, newest first" columns={columns}>
          {page.rows.map((row) => (
            <Row key={row.id}>
              <Cell>
                <Time date={format(row.at)} className="whitespace-nowrap" />
              </Cell>
              <Cell>
                <Person
                  email={row.email}
                  href={(person) => pageHref(path, { ...filters, person })}
                />
              </Cell>
              <Cell>
                <span className="block min-w-28">{actionLabel(row.action)}</span>
              </Cell>
              <Cell>
                <Outcome row={row} />
              </Cell>
              {showTenants && <Cell>{findLabel(options.tenants, row.tenantSlug)}</Cell>}
              <Cell>{findLabel(options.dashboards, row.dashboard)}</Cell>
              <Cell>
                <span className="block min-w-36 text-sm wrap-anywhere text-muted">
                  {formatDetail(row.detail)}
                </span>
              </Cell>
            </Row>
          ))}
        </Table>
      )}
      {(before || page.next) && (
        <nav aria-label="Pagination" className="mt-3 flex flex-wrap justify-end gap-2">
          {before && (
            <NavLink href={pageHref(path, filters)} className={buttonClass("secondary")}>
              Newest
            </NavLink>
          )}
          {page.next && (
            <NavLink
              href={pageHref(path, { ...filters, before: formatCursor(page.next) })}
              className={buttonClass("secondary")}
            >
              Older
            </NavLink>
          )}
        </nav>
      )}
    </>
  );
}

/** Links to everything the person did. */
function Person({ email, href }: { email: string | null; href: (email: string) => Route }) {
  if (!email) return <span className="text-muted">Unknown user</span>;
  const className = "block min-w-36 wrap-anywhere";
  if (!email.includes("@")) return <span className={className}>{email}</span>;
  return (
    <NavLink href={href(email)} className={`${className} hover:underline`}>
      {email}
    </NavLink>
  );
}

function Outcome({ row: { outcome, reason } }: { row: AuditRow }) {
  if (outcome === "allowed") return <span className="text-success">Allowed</span>;
  return (
    <>
      <span className={outcome === "refused" ? "text-warning" : "text-danger"}>
        {outcome === "refused" ? "Refused" : "Failed"}
      </span>
      {reason && <span className="block text-sm text-muted">{reason.replaceAll("_", " ")}</span>}
    </>
  );
}
