import { EmptyState } from "@/components/ui/empty-state";
import { Section } from "@/components/ui/section";
import { Cell, Row, Table } from "@/components/ui/table";
import type { AuditFilters } from "@/lib/audit/filters";
import {
  type AuditScope,
  type FilterOptions,
  listUsage,
  maxUsageRows,
  usageDays,
} from "@/lib/audit/list";
import { findLabel } from "./labels";

type Props = {
  scope: AuditScope;
  filters: AuditFilters;
  options: FilterOptions;
  locale: string;
  showTenants: boolean;
};

/** How much each dashboard is used. */
export async function Usage({ scope, filters, options, locale, showTenants }: Props) {
  const rows = await listUsage(scope, filters);
  const count = new Intl.NumberFormat(locale);
  const most = Math.max(1, ...rows.map(({ tokens }) => tokens));
  const columns = [
    ...(showTenants ? [{ label: "Tenant" }] : []),
    { label: "Dashboard" },
    { label: "Relative usage" },
    { label: "Tokens", numeric: true },
    { label: "People", numeric: true },
  ];
  const top = rows.length === maxUsageRows ? `The ${maxUsageRows} most used dashboards. ` : "";
  return (
    <Section
      title="Usage"
      description={`${top}Tokens created ${formatPeriod(filters)}, renewals included.`}
    >
      {rows.length === 0 ? (
        <EmptyState>No dashboards were opened in this period.</EmptyState>
      ) : (
        <Table caption="Usage by dashboard" columns={columns}>
          {rows.map((row) => (
            <Row key={`${row.tenantSlug}/${row.dashboard}`}>
              {showTenants && <Cell>{findLabel(options.tenants, row.tenantSlug)}</Cell>}
              <Cell>{findLabel(options.dashboards, row.dashboard)}</Cell>
              <Cell>
                <Bar share={row.tokens / most} />
              </Cell>
              <Cell numeric>{count.format(row.tokens)}</Cell>
              <Cell numeric>{count.format(row.people)}</Cell>
            </Row>
          ))}
        </Table>
      )}
    </Section>
  );
}

// Hidden from screen readers: the numbers beside it say the same.
function Bar({ share }: { share: number }) {
  return (
    <svg aria-hidden="true" width="100%" height="8" className="block min-w-24 sm:min-w-48">
      <rect width="100%" height="8" rx="3" fill="var(--wash)" />
      <rect width={`${Math.max(1, share * 100)}%`} height="8" rx="3" fill="var(--accent)" />
    </svg>
  );
}

function formatPeriod({ from, to }: AuditFilters): string {
  if (from && to) return `from ${from} to ${to}`;
  if (from) return `since ${from}`;
  return to ? `in the last ${usageDays} days, up to ${to}` : `in the last ${usageDays} days`;
}
