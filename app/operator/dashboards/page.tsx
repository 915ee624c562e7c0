import type { Metadata } from "next";
import { OperatorPage } from "@/app/operator/operator-page";
import { NavLink } from "@/components/shell/nav-link";
import { Tile } from "@/components/ui/avatar";
import { buttonClass } from "@/components/ui/button-class";
import { SearchedList } from "@/components/ui/old-list";
import { Cell, Row } from "@/components/ui/table";
import { requireOperator } from "@/lib/auth/session";
import { listCatalogue } from "@/lib/connections/dashboards";
import { parsePagination } from "@/lib/pagination";
import { MoveButtons } from "./move-buttons";

export const metadata: Metadata = { title: "Catalogue" };

const path = "/operator/dashboards";
const columns = [
  { label: "Dashboard" },
  { label: "Shows" },
  { label: "Tenants", numeric: true },
  { label: "Order", numeric: true },
];

export default async function Catalogue({ searchParams }: PageProps<"/operator/dashboards">) {
  const operator = await requireOperator(path);
  const wanted = parsePagination(await searchParams);
  const { rows, ...place } = await listCatalogue(operator, wanted);
  const count = new Intl.NumberFormat(operator.user.locale);
  return (
    <OperatorPage
      title="Catalogue"
      description="The dashboards that tenants can be given, in the order that everybody sees."
      action={
        <div className="flex flex-wrap gap-2">
          <NavLink href={`${path}/new`} className={buttonClass("primary")}>
            New dashboard
          </NavLink>
          <NavLink href={`${path}/import`} className={buttonClass("secondary")}>
            Import
          </NavLink>
        </div>
      }
    >
      <SearchedList
        path={path}
        query={wanted.query}
        list={place}
        find="Find a dashboard"
        caption="Catalogue"
        columns={columns}
        locale={operator.user.locale}
        none="The catalogue is empty. Paste a vendor's address into New dashboard to begin."
        unfit={`No dashboard matches “${wanted.query}”.`}
      >
        {rows.map((row, index) => (
          <Row key={row.slug}>
            <Cell>
              <NavLink href={`${path}/${row.slug}`} className="font-medium hover:underline">
                {row.title}
              </NavLink>
              <span className="block text-sm text-muted">{row.slug}</span>
            </Cell>
            <Cell>
              <span className="flex items-center gap-2.5">
                <Tile letters={row.vendor.mark} hue={row.vendor.hue} />
                <span>
                  {row.kind}
                  <span className="block text-sm text-muted">
                    {row.connection.name}
                    {row.connection.disabled && <span className="text-warning">, disabled</span>}
                  </span>
                </span>
              </span>
            </Cell>
            <Cell numeric>{count.format(row.tenants)}</Cell>
            <Cell numeric>
              {wanted.query === "" && (
                <MoveButtons
                  dashboard={row.slug}
                  title={row.title}
                  first={place.page === 1 && index === 0}
                  last={place.page === place.pages && index === rows.length - 1}
                />
              )}
            </Cell>
          </Row>
        ))}
      </SearchedList>
    </OperatorPage>
  );
}
