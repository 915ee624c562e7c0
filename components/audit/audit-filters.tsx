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
  const { filters, values, problems } = query;
  const actions = options.actions.map((value) => ({ value, label: actionLabel(value) }));
  return (
    <FilterBar path={path} values={values} problems={problems}>
      <FilterCombobox
        name="person"
        label="Person"
        placeholder="Anyone"
        options={withCurrent(options.people, filters.person)}
        search={searchPeople}
      />
      {showTenants && (
        <FilterCombobox
          name="tenant"
          label="Tenant"
          placeholder="All tenants"
          options={withCurrent(options.tenants, filters.tenant)}
        />
      )}
      <FilterCombobox
        name="dashboard"
        label="Dashboard"
        placeholder="All dashboards"
        options={withCurrent(options.dashboards, filters.dashboard)}
      />
      <FilterCombobox
        name="action"
        label="Action"
        placeholder="All actions"
        options={withCurrent(actions, filters.action)}
      />
      <FilterSelect name="outcome" label="Outcome" allLabel="All outcomes" options={outcomes} />
      <FilterDate name="from" label="From" />
      <FilterDate name="to" label="To" />
    </FilterBar>
  );
}

/** A link may filter by a person or dashboard that is gone from the lists. */
function withCurrent(
  options: readonly Option[],
  current: string | null | undefined,
): readonly Option[] {
  if (!current || options.some(({ value }) => value === current)) return options;
  return [{ value: current, label: current }, ...options];
}
