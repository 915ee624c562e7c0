import { FilterChoice, Filters, FilterText } from "@/components/ui/old-list";
import type { AuditFilters } from "@/lib/audit/filters";
import { actionWords } from "./labels";

type Props = {
  path: string;
  filters: AuditFilters;
  actions: readonly string[];
  /** Whether rows of several tenants are here. */
  tenants: boolean;
};

const outcomes = [
  { value: "allowed", label: "Allowed" },
  { value: "refused", label: "Refused" },
  { value: "failed", label: "Failed" },
];

/** What stands in the address, as fields. */
export function AuditFields({ path, filters, actions, tenants }: Props) {
  const day = "grow sm:w-36 sm:grow-0";
  return (
    <Filters path={path}>
      <FilterText
        name="person"
        label="Person's email"
        value={filters.person}
        className="w-full sm:w-52"
      />
      {tenants && (
        <FilterText
          name="tenant"
          label="Tenant, as in its address"
          value={filters.tenant}
          className="w-full sm:w-44"
        />
      )}
      <FilterText
        name="dashboard"
        label="Dashboard, as in its address"
        value={filters.dashboard}
        className="w-full sm:w-48"
      />
      <FilterChoice
        name="action"
        label="Action"
        all="All actions"
        value={filters.action}
        options={actions.map((value) => ({ value, label: actionWords(value) }))}
      />
      <FilterChoice
        name="outcome"
        label="Outcome"
        all="All outcomes"
        value={filters.outcome}
        options={outcomes}
      />
      <span className="flex w-full gap-2 sm:w-auto">
        <FilterText name="from" label="From day" type="date" value={filters.from} className={day} />
        <FilterText name="to" label="To day" type="date" value={filters.to} className={day} />
      </span>
    </Filters>
  );
}
