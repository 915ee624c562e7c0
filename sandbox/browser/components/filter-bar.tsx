/** @jsxImportSource preact */
import { useRef } from "preact/hooks";
import type { GroupBy } from "../data/answer";
import { clearedFilters, isFiltered, withMonth } from "../data/filters";
import { Button } from "./button";
import { useDashboard } from "./context";
import { type Choice, Select } from "./select";

export function FilterBar() {
  const { client, state, format, layout, expanded } = useDashboard();
  const { answer, filters } = state;
  const { classes, filterLabels } = layout;
  const categoryRef = useRef<HTMLSelectElement>(null);
  const { categories, regions, months } = answer?.filters ?? {
    categories: [],
    regions: [],
    months: [],
  };
  const monthChoices = months.map((month) => ({ value: month, label: format.month(month) }));
  const field = (name: "category" | "region" | "from" | "to", label: string, choices: Choice[]) => (
    <Select
      label={label}
      name={name}
      choices={choices}
      value={filters[name]}
      onChange={(value) =>
        client.setFilters(
          name === "from" || name === "to" ? withMonth(filters, name, value) : { [name]: value },
        )
      }
      fieldClass={classes.field}
      labelClass={classes.fieldLabel}
      selectClass={`min-h-control min-w-32 @max-narrow:min-w-0 ${classes.select} ${filters[name] ? "border-accent!" : ""}`}
      {...(name === "category" && { selectRef: categoryRef })}
    />
  );

  return (
    <div class={classes.filterBar} hidden={state.status === "failed" || expanded !== null}>
      <fieldset disabled={!answer} class={classes.filters}>
        <legend class="sr-only">Filters</legend>
        {field(
          "category",
          filterLabels.category,
          listChoices("All categories", categories, filters.category),
        )}
        {(!answer || regions.length > 1 || filters.region) &&
          field("region", filterLabels.region, listChoices("All regions", regions, filters.region))}
        {field("from", "From", [{ value: "", label: "First month" }, ...monthChoices])}
        {field("to", "To", [{ value: "", label: "Last month" }, ...monthChoices])}
        {isFiltered(filters) && answer && (
          <Button
            variant="quiet"
            onClick={() => {
              categoryRef.current?.focus();
              client.setFilters(clearedFilters);
            }}
          >
            Clear filters
          </Button>
        )}
      </fieldset>
      <span class="sr-only" role="status">
        {answer &&
          isFiltered(filters) &&
          !state.isFetching &&
          `${format.whole(answer.selected.rows)} orders match`}
      </span>
    </div>
  );
}

/** Keeps a value from an old link that the data doesn't list, so that the viewer sees it is set. */
function listChoices(all: string, values: string[], selected: string): Choice[] {
  const unlisted = selected && !values.includes(selected) ? [selected] : [];
  return [
    { value: "", label: all },
    ...[...values, ...unlisted].map((value) => ({ value, label: value })),
  ];
}

const groupings: { value: GroupBy; label: string }[] = [
  { value: "category", label: "Category" },
  { value: "region", label: "Region" },
  { value: "team", label: "Team" },
  { value: "product", label: "Product" },
];

export function groupingLabel(groupBy: GroupBy): string {
  return groupings.find(({ value }) => value === groupBy)?.label ?? "Group";
}

/** For viewers who may explore. */
export function GroupingSelect() {
  const { client, state } = useDashboard();
  if (!state.answer?.permissions.explore) return null;
  return (
    <Select
      label="Group by"
      name="groupBy"
      choices={groupings}
      value={state.filters.groupBy}
      onChange={(value) => client.setFilters({ groupBy: value as GroupBy })}
      fieldClass="flex items-center gap-2 min-w-0"
      labelClass="whitespace-nowrap text-muted text-xs leading-[1.3] @max-narrow:sr-only"
      selectClass="min-h-7.5 min-w-26 rounded-control border-line bg-surface px-[11px] pointer-coarse:min-h-control"
    />
  );
}

/** Settings of a report: its grouping, read-only for viewers who may not explore, and its filters. */
export function ReportPanel() {
  const { client, state } = useDashboard();
  return (
    <aside
      aria-label="Report settings"
      class="grid gap-4 rounded-[12px] border border-line bg-surface p-4.5"
    >
      <h2 class="font-semibold text-md leading-[1.4]">Build the report</h2>
      <fieldset disabled={!state.answer?.permissions.explore} class="group grid gap-0.5">
        <legend class="mb-1.5 text-muted text-xs">Group rows by</legend>
        {groupings.map(({ value, label }) => (
          <label
            key={value}
            class="flex min-h-9 cursor-pointer items-center gap-2.5 rounded-[8px] px-2.5 group-disabled:cursor-default group-disabled:text-muted has-checked:bg-subtle has-checked:font-semibold has-checked:text-accent"
          >
            <input
              type="radio"
              name="report-group"
              value={value}
              checked={value === state.filters.groupBy}
              onChange={() => client.setFilters({ groupBy: value })}
              class="accent-accent"
            />
            {label}
          </label>
        ))}
      </fieldset>
      <FilterBar />
    </aside>
  );
}
