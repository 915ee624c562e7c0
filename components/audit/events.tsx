import { NavLink } from "@/components/shell/nav-link";
import { buttonClass } from "@/components/ui/button-class";
import { EmptyState } from "@/components/ui/empty-state";
import { addressOf, type Parameters } from "@/components/ui/old-list";
import { Cell, Row, Table } from "@/components/ui/table";
import { Time } from "@/components/ui/time";
import { cursorText } from "@/lib/audit/filters";
import type { AuditPage } from "@/lib/audit/read";
import type { AuditRow } from "@/lib/audit/select";
import type { SignedIn } from "@/lib/auth/session";
import { dateFormatter } from "@/lib/format-date";
import { actionWords, detailWords } from "./labels";

type Props = {
  who: SignedIn;
  page: AuditPage;
  path: string;
  parameters: Parameters;
  /** Whether this is not the first page. */
  later: boolean;
  tenants: boolean;
};

/** Rows of the audit, newest first, fifty at a time. */
export function Events({ who, page, path, parameters, later, tenants }: Props) {
  const formatDate = dateFormatter(who);
  const columns = [
    ...["When", "Who", "What", "Outcome"],
    ...(tenants ? ["Tenant"] : []),
    ...["Dashboard", "Details"],
  ].map((label) => ({ label }));
  return (
    <>
      {page.rows.length === 0 ? (
        <EmptyState>Nothing was written down that fits this.</EmptyState>
      ) : (
        <Table caption="Events, newest first" columns={columns}>
          {page.rows.map((row) => (
            <Row key={row.id}>
              <Cell>
                <Time date={formatDate(row.at)} className="whitespace-nowrap" />
              </Cell>
              <Cell>
                <span className="block min-w-36 wrap-anywhere">
                  {row.email ?? <span className="text-muted">Nobody known</span>}
                </span>
              </Cell>
              <Cell>
                <span className="block min-w-28">{actionWords(row.action)}</span>
              </Cell>
              <Cell>
                <Outcome of={row} />
              </Cell>
              {tenants && <Cell>{row.tenantSlug}</Cell>}
              <Cell>{row.dashboard}</Cell>
              <Cell>
                <span className="block min-w-36 text-sm wrap-anywhere text-muted">
                  {detailWords(row.detail)}
                </span>
              </Cell>
            </Row>
          ))}
        </Table>
      )}
      <nav aria-label="Pages" className="mt-3 flex flex-wrap justify-end gap-2">
        {later && (
          <NavLink href={addressOf(path, parameters)} className={buttonClass("secondary")}>
            Newest
          </NavLink>
        )}
        {page.next && (
          <NavLink
            href={addressOf(path, { ...parameters, before: cursorText(page.next) })}
            className={buttonClass("secondary")}
          >
            Older
          </NavLink>
        )}
      </nav>
    </>
  );
}

function Outcome({ of: { outcome, reason } }: { of: AuditRow }) {
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
