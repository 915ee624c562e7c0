import type { Metadata } from "next";
import { OperatorPage } from "@/app/operator/operator-page";
import { NavLink } from "@/components/shell/nav-link";
import { route } from "@/components/shell/route";
import { Tile } from "@/components/ui/avatar";
import { buttonClass } from "@/components/ui/button-class";
import { EmptyState } from "@/components/ui/empty-state";
import { FilterBar, FilterSearch } from "@/components/ui/filter-bar";
import { Pagination } from "@/components/ui/pagination";
import { Cell, Row, Table } from "@/components/ui/table";
import { Time } from "@/components/ui/time";
import { requireOperator } from "@/lib/auth/session";
import { type ConnectionRow, listConnections } from "@/lib/connections/connections";
import { dateFormatter } from "@/lib/format-date";
import { parsePagination } from "@/lib/pagination";

export const metadata: Metadata = { title: "Connections" };

const path = "/operator/connections";
const columns = [
  { label: "Connection" },
  { label: "Status" },
  { label: "Dashboards", numeric: true },
  { label: "Last used" },
];

export default async function Connections({ searchParams }: PageProps<"/operator/connections">) {
  const operator = await requireOperator(path);
  const pagination = parsePagination(await searchParams);
  const { query } = pagination;
  const { rows, ...list } = await listConnections(operator, pagination);
  const { locale } = operator.user;
  const count = new Intl.NumberFormat(locale);
  const format = dateFormatter(operator);
  return (
    <OperatorPage
      title="Connections"
      description="Your accounts at the vendors, with their settings and signing keys."
      action={
        <NavLink href={`${path}/new`} className={buttonClass("primary")}>
          New connection
        </NavLink>
      }
    >
      <FilterBar path={path} values={{ q: query }}>
        <FilterSearch label="Search connections" />
      </FilterBar>
      {rows.length === 0 ? (
        <EmptyState>
          {query
            ? `No connections match “${query}”.`
            : "No connections yet. Connect a vendor to show its dashboards."}
        </EmptyState>
      ) : (
        <Table caption="Connections" columns={columns}>
          {rows.map((row) => (
            <Row key={row.slug}>
              <Cell>
                <span className="flex items-center gap-3">
                  <Tile letters={row.vendor.initials} hue={row.vendor.hue} size="large" />
                  <span>
                    <NavLink
                      href={route(`${path}/${row.slug}`)}
                      className="font-medium hover:underline"
                    >
                      {row.name}
                    </NavLink>
                    <span className="block text-sm text-muted">
                      {row.vendor.label} · {row.slug}
                    </span>
                  </span>
                </span>
              </Cell>
              <Cell>
                <Status row={row} />
              </Cell>
              <Cell numeric>{count.format(row.dashboards)}</Cell>
              <Cell>
                <Time date={format(row.lastUsedAt)} />
              </Cell>
            </Row>
          ))}
        </Table>
      )}
      <Pagination
        list={list}
        noun={["connection", "connections"]}
        path={path}
        searchParams={{ q: query }}
        locale={locale}
      />
    </OperatorPage>
  );
}

function Status({ row: { disabledAt, activeKeys } }: { row: ConnectionRow }) {
  if (disabledAt) return <span className="text-warning">Disabled</span>;
  if (activeKeys === 0) return <span className="text-warning">No active key</span>;
  return <span className="text-success">Enabled</span>;
}
