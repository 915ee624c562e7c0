import type { Metadata } from "next";
import { OperatorPage } from "@/app/operator/operator-page";
import { NavLink } from "@/components/shell/nav-link";
import { Tile } from "@/components/ui/avatar";
import { buttonClass } from "@/components/ui/button-class";
import { SearchedList } from "@/components/ui/old-list";
import { Cell, Row } from "@/components/ui/table";
import { requireOperator } from "@/lib/auth/session";
import { parsePagination } from "@/lib/pagination";
import { listTenants } from "@/lib/tenants/tenants";

export const metadata: Metadata = { title: "Tenants" };

const path = "/operator/tenants";
const columns = [
  { label: "Tenant" },
  { label: "State" },
  { label: "Members", numeric: true },
  { label: "Dashboards", numeric: true },
];

export default async function Tenants({ searchParams }: PageProps<"/operator/tenants">) {
  const operator = await requireOperator(path);
  const wanted = parsePagination(await searchParams);
  const { rows, ...place } = await listTenants(operator, wanted);
  const count = new Intl.NumberFormat(operator.user.locale);
  return (
    <OperatorPage
      title="Tenants"
      description="The customers of this host, how many people each has, and how many dashboards it was given."
      action={
        <NavLink href={`${path}/new`} className={buttonClass("primary")}>
          New tenant
        </NavLink>
      }
    >
      <SearchedList
        path={path}
        query={wanted.query}
        list={place}
        find="Find a tenant"
        caption="Tenants"
        columns={columns}
        locale={operator.user.locale}
        none="There is no tenant yet. The first one comes with New tenant."
        unfit={`No tenant matches “${wanted.query}”.`}
      >
        {rows.map((tenant) => (
          <Row key={tenant.slug}>
            <Cell>
              <span className="flex items-center gap-3">
                <Tile letters={tenant.name.slice(0, 1)} hue={tenant.hue} size="large" />
                <span>
                  <NavLink href={`${path}/${tenant.slug}`} className="font-medium hover:underline">
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
      </SearchedList>
    </OperatorPage>
  );
}
