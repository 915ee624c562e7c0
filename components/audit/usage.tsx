import { EmptyState } from "@/components/ui/empty-state";
import { Section } from "@/components/ui/section";
import { Cell, Row, Table } from "@/components/ui/table";
import type { AuditFilters } from "@/lib/audit/filters";
import { type UsageRow, usageDays } from "@/lib/audit/select";

type Props = {
  rows: Promise<UsageRow[]>;
  filters: AuditFilters;
  locale: string;
  tenants: boolean;
};

/** How much each dashboard is used, as bars beside their numbers. */
export async function Usage({ rows, filters, locale, tenants }: Props) {
  const usage = await rows;
  const count = new Intl.NumberFormat(locale);
  const most = Math.max(1, ...usage.map(({ tokens }) => tokens));
  const columns = [
    ...(tenants ? [{ label: "Tenant" }] : []),
    { label: "Dashboard" },
    { label: "Share of the most used" },
    { label: "Tokens", numeric: true },
    { label: "People", numeric: true },
  ];
  return (
    <Section
      title="Usage"
      description={`Tokens given for each dashboard ${periodWords(filters)}, renewals included. The ${usage.length === 20 ? "twenty most used" : "most used first"}.`}
    >
      {usage.length === 0 ? (
        <EmptyState>No dashboard was opened in this time.</EmptyState>
      ) : (
        <Table caption="Usage by dashboard" columns={columns}>
          {usage.map((row) => (
            <Row key={`${row.tenantSlug}/${row.dashboard}`}>
              {tenants && <Cell>{row.tenantSlug}</Cell>}
              <Cell>{row.dashboard}</Cell>
              <Cell>
                <Bar part={row.tokens / most} />
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

// The numbers beside it say the same, to those who do not see it.
function Bar({ part }: { part: number }) {
  return (
    <svg aria-hidden="true" width="100%" height="12" className="block min-w-24 sm:min-w-48">
      <rect width="100%" height="12" rx="3" fill="var(--wash)" />
      <rect width={`${Math.max(1, part * 100)}%`} height="12" rx="3" fill="var(--accent)" />
    </svg>
  );
}

function periodWords({ from, to }: AuditFilters): string {
  if (from && to) return `from ${from} to ${to}`;
  if (from) return `since ${from}`;
  return to
    ? `in the ${usageDays} days before today, up to ${to}`
    : `in the last ${usageDays} days`;
}
