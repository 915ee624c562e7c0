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
import { requireOperator } from "@/lib/auth/session";
import { listRegistered } from "@/lib/connections/dashboards";
import { parsePagination } from "@/lib/pagination";
import { MoveButtons } from "./move-buttons";

export const metadata: Metadata = { title: "Dashboards" };

const path = "/operator/dashboards";
const columns = [
  { label: "Dashboard" },
  { label: "Type" },
  { label: "Tenants", numeric: true },
  { label: "Order", numeric: true },
];

export default async function Dashboards({ searchParams }: PageProps<"/operator/dashboards">) {
  const operator = await requireOperator(path);
  const pagination = parsePagination(await searchParams);
  const { query } = pagination;
  const { rows, ...list } = await listRegistered(operator, pagination);
  const { locale } = operator.user;
  const count = new Intl.NumberFormat(locale);
  return (
    <OperatorPage
      title="Dashboards"
      description="Dashboards that tenants can share, in the order everyone sees."
      action={
        <div className="flex flex-wrap gap-2">
          <NavLink href={`${path}/import`} className={buttonClass("secondary")}>
            Import
          </NavLink>
          <NavLink href={`${path}/new`} className={buttonClass("primary")}>
            New dashboard
          </NavLink>
        </div>
      }
    >
      <FilterBar path={path} values={{ q: query }}>
        <FilterSearch label="Search dashboards" />
      </FilterBar>
      {rows.length === 0 ? (
        <EmptyState>
          {query
            ? `No dashboards match “${query}”.`
            : "No dashboards yet. Add one from a vendor's URL."}
        </EmptyState>
      ) : (
        <Table caption="Dashboards" columns={columns}>
          {rows.map((row, index) => (
            <Row key={row.slug}>
              <Cell>
                <NavLink
                  href={route(`${path}/${row.slug}`)}
                  className="font-medium hover:underline"
                >
                  {row.title}
                </NavLink>
                <span className="block text-sm text-muted">{row.slug}</span>
              </Cell>
              <Cell>
                <span className="flex items-center gap-2.5">
                  <Tile letters={row.vendor.initials} hue={row.vendor.hue} />
                  <span>
                    {row.kind}
                    <span className="block text-sm text-muted">
                      {row.connection.name}
                      {row.connection.disabled && <span className="text-warning"> · Disabled</span>}
                    </span>
                  </span>
                </span>
              </Cell>
              <Cell numeric>{count.format(row.tenants)}</Cell>
              <Cell numeric>
                {query === "" && (
                  <MoveButtons
                    dashboard={row.slug}
                    title={row.title}
                    isFirst={list.page === 1 && index === 0}
                    isLast={list.page === list.pages && index === rows.length - 1}
                  />
                )}
              </Cell>
            </Row>
          ))}
        </Table>
      )}
      <Pagination
        list={list}
        noun={["dashboard", "dashboards"]}
        path={path}
        searchParams={{ q: query }}
        locale={locale}
      />
    </OperatorPage>
  );
}
