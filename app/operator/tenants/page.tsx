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
import { parsePagination } from "@/lib/pagination";
import { listTenants } from "@/lib/tenants/tenants";

export const metadata: Metadata = { title: "Tenants" };

const path = "/operator/tenants";
const columns = [
  { label: "Tenant" },
  { label: "Status" },
  { label: "Members", numeric: true },
  { label: "Dashboards", numeric: true },
];

export default async function Tenants({ searchParams }: PageProps<"/operator/tenants">) {
  const operator = await requireOperator(path);
  const pagination = parsePagination(await searchParams);
  const { query } = pagination;
  const { rows, ...list } = await listTenants(operator, pagination);
  const { locale } = operator.user;
  const count = new Intl.NumberFormat(locale);
  return (
    <OperatorPage
      title="Tenants"
      description="Customers, their members, and the dashboards shared with them."
      action={
        <NavLink href={`${path}/new`} className={buttonClass("primary")}>
          New tenant
        </NavLink>
      }
    >
      <FilterBar path={path} values={{ q: query }}>
        <FilterSearch label="Search tenants" />
      </FilterBar>
      {rows.length === 0 ? (
        <EmptyState>
          {query ? `No tenants match “${query}”.` : "No tenants yet. Create the first one."}
        </EmptyState>
      ) : (
        <Table caption="Tenants" columns={columns}>
          {rows.map((tenant) => (
            <Row key={tenant.slug}>
              <Cell>
                <span className="flex items-center gap-3">
                  <Tile letters={tenant.name.slice(0, 1)} hue={tenant.hue} size="large" />
                  <span>
                    <NavLink
                      href={route(`${path}/${tenant.slug}`)}
                      className="font-medium hover:underline"
                    >
                      {tenant.name}
                    </NavLink>
                    <span className="block text-sm text-muted">/{tenant.slug}</span>
                  </span>
                </span>
              </Cell>
              <Cell>
                <span className={tenant.suspended ? "text-warning" : "text-success"}>
                  {tenant.suspended ? "Suspended" : "Active"}
                </span>
              </Cell>
              <Cell numeric>{count.format(tenant.members)}</Cell>
              <Cell numeric>{count.format(tenant.dashboards)}</Cell>
            </Row>
          ))}
        </Table>
      )}
      <Pagination
        list={list}
        noun={["tenant", "tenants"]}
        path={path}
        searchParams={{ q: query }}
        locale={locale}
      />
    </OperatorPage>
  );
}
