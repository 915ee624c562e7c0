import type { Route } from "next";
import { FilterBar, FilterCombobox, FilterDate, FilterSelect } from "@/components/ui/filter-bar";
import type { Option } from "@/components/ui/option";
import type { AuditQuery } from "@/lib/audit/filters";
import type { FilterOptions } from "@/lib/audit/list";
import { actionLabel } from "./labels";

type Props = {
  path: Route;
  query: AuditQuery;
  options: FilterOptions;
  searchPeople: (query: string) => Promise<Option[]>;
  showTenants: boolean;
};

const outcomes = [
  { value: "allowed", label: "Allowed" },
  { value: "refused", label: "Refused" },
  { value: "failed", label: "Failed" },
];

export function AuditFilters({ path, query, options, searchPeople, showTenants }: Props) {
  const { filters, errors } = query;
  const actions = options.actions.map((value) => ({ value, label: actionLabel(value) }));
  return (
    <FilterBar
      path={path}
      active={Object.keys(filters).length > 0}
      problems={Object.entries(errors).map(([name, message]) => toProblem(name, message))}
    >
      <FilterCombobox
        name="person"
        label="Person"
        placeholder="Anyone"
        value={filters.person ?? null}
        options={withCurrent(options.people, filters.person)}
        search={searchPeople}
      />
      {showTenants && (
        <FilterCombobox
          name="tenant"
          label="Tenant"
          placeholder="All tenants"
          value={filters.tenant ?? null}
          options={withCurrent(options.tenants, filters.tenant)}
        />
      )}
      <FilterCombobox
        name="dashboard"
        label="Dashboard"
        placeholder="All dashboards"
        value={filters.dashboard ?? null}
        options={withCurrent(options.dashboards, filters.dashboard)}
      />
      <FilterCombobox
        name="action"
        label="Action"
        placeholder="All actions"
        value={filters.action ?? null}
        options={withCurrent(actions, filters.action)}
      />
      <FilterSelect
        name="outcome"
        label="Outcome"
        allLabel="All outcomes"
        value={filters.outcome ?? null}
        options={outcomes}
      />
      <FilterDate name="from" label="From" value={filters.from ?? null} />
      <FilterDate name="to" label="To" value={filters.to ?? null} />
    </FilterBar>
  );
}

/** A link may filter by a person or dashboard that is gone from the lists. */
function withCurrent(options: readonly Option[], current: string | undefined): readonly Option[] {
  if (!current || options.some(({ value }) => value === current)) return options;
  return [{ value: current, label: current }, ...options];
}

const names: Record<string, string> = {
  person: "Person",
  tenant: "Tenant",
  dashboard: "Dashboard",
  action: "Action",
  outcome: "Outcome",
  from: "From",
  to: "To",
};

const toProblem = (name: string, message: string) =>
  names[name] ? `${names[name]}: ${message}` : message;
