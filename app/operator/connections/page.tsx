import type { Metadata } from "next";
import { OperatorPage } from "@/app/operator/operator-page";
import { NavLink } from "@/components/shell/nav-link";
import { Tile } from "@/components/ui/avatar";
import { buttonClass } from "@/components/ui/button-class";
import { SearchedList } from "@/components/ui/old-list";
import { Cell, Row } from "@/components/ui/table";
import { Time } from "@/components/ui/time";
import { requireOperator } from "@/lib/auth/session";
import { listConnections } from "@/lib/connections/connection-list";
import { dateFormatter } from "@/lib/format-date";
import { parsePagination } from "@/lib/pagination";

export const metadata: Metadata = { title: "Connections" };

const path = "/operator/connections";
const columns = [
  { label: "Connection" },
  { label: "State" },
  { label: "Dashboards", numeric: true },
  { label: "Last used" },
];

export default async function Connections({ searchParams }: PageProps<"/operator/connections">) {
  const operator = await requireOperator(path);
  const wanted = parsePagination(await searchParams);
  const { rows, ...place } = await listConnections(operator, wanted);
  const count = new Intl.NumberFormat(operator.user.locale);
  const formatDate = dateFormatter(operator);
  return (
    <OperatorPage
      title="Connections"
      description="Each is one account at a vendor: where it is, and which keys seal its tokens."
      action={
        <NavLink href={`${path}/new`} className={buttonClass("primary")}>
          New connection
        </NavLink>
      }
    >
      <SearchedList
        path={path}
        query={wanted.query}
        list={place}
        find="Find a connection"
        caption="Connections"
        columns={columns}
        locale={operator.user.locale}
        none="No vendor is connected yet. A new connection is the first step to a dashboard."
        unfit={`No connection matches “${wanted.query}”.`}
      >
        {rows.map((row) => (
          <Row key={row.slug}>
            <Cell>
              <span className="flex items-center gap-3">
                <Tile letters={row.vendor.mark} hue={row.vendor.hue} size="large" />
                <span>
                  <NavLink href={`${path}/${row.slug}`} className="font-medium hover:underline">
                    {row.name}
                  </NavLink>
                  <span className="block text-sm text-muted">
                    {row.vendor.label}, {row.slug}
                  </span>
                </span>
              </span>
            </Cell>
            <Cell>
              <State disabled={row.disabledAt !== null} keys={row.activeKeys} />
            </Cell>
            <Cell numeric>{count.format(row.dashboards)}</Cell>
            <Cell>
              <Time date={formatDate(row.lastUsedAt)} />
            </Cell>
          </Row>
        ))}
      </SearchedList>
    </OperatorPage>
  );
}

function State({ disabled, keys }: { disabled: boolean; keys: number }) {
  if (disabled) return <span className="text-warning">Disabled</span>;
  if (keys === 0) return <span className="text-warning">No key in use</span>;
  return <span className="text-success">Enabled</span>;
}
