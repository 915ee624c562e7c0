/** @jsxImportSource preact */

import type { ComponentChildren } from "preact";
import { type Answer, hasMargin, type Slice } from "../data/answer";
import { breakdownSummary, monthsSummary } from "../data/summaries";
import type { Widget } from "../layout";
import { Button } from "./button";
import { Chart } from "./chart";
import { createBreakdownOption, createMonthsOption } from "./chart-options";
import { useDashboard } from "./context";
import { GroupingSelect, groupingLabel } from "./filter-bar";
import { Icon } from "./icon";
import { Chat, Insights } from "./insights";
import { MarginFigures } from "./key-figures";
import { MarginTable, OrdersTable, ReportTable } from "./tables";

type WidgetOf<Kind extends Widget["kind"]> = Extract<Widget, { kind: Kind }>;

export function WidgetView({ widget }: { widget: Widget }) {
  const { state, expanded } = useDashboard();
  const { answer } = state;
  if (needsMargin(widget) && !(answer && hasMargin(answer))) return null;
  switch (widget.kind) {
    case "months":
      return <MonthsCard widget={widget} />;
    case "breakdown":
      return <BreakdownCard widget={widget} />;
    case "margin-figures":
      return expanded ? null : <MarginFigures />;
    case "orders":
      return (
        <Card widget={widget} title="Recent orders" isTable>
          <OrdersTable rowNumbers={widget.rowNumbers} />
        </Card>
      );
    case "margin-table":
      return (
        <Card widget={widget} title="Month by month" isTable>
          <MarginTable />
        </Card>
      );
    case "report-table":
      return (
        <Card widget={widget} title="Result" isTable>
          <ReportTable />
        </Card>
      );
    case "insights":
      return (
        <Card
          widget={widget}
          title="What stands out"
          icon={<Icon name="spark" class="text-accent" />}
        >
          <Insights />
        </Card>
      );
    case "chat":
      return (
        <Card widget={widget} title="Ask about your data">
          <Chat />
        </Card>
      );
  }
}

function needsMargin(widget: Widget): boolean {
  if (widget.kind === "months") return widget.measure === "margin";
  return widget.kind === "margin-figures" || widget.kind === "margin-table";
}

function Card(props: {
  widget: Widget;
  title: string;
  icon?: ComponentChildren;
  actions?: ComponentChildren;
  isTable?: boolean;
  children: ComponentChildren;
}) {
  const { state, layout, expanded, expand } = useDashboard();
  const { look } = layout;
  const { id } = props.widget;
  const isExpanded = id !== undefined && expanded === id;
  // Empty axes would repeat what the notice says.
  const hidden = state.answer?.selected.rows === 0 || (expanded !== null && !isExpanded);
  return (
    <section hidden={hidden} class={`min-w-0 ${look.card} ${props.widget.class ?? ""}`}>
      <div
        class={`flex flex-wrap items-center justify-between gap-x-3 gap-y-2 ${look.cardHead} ${props.isTable ? look.tableHead : ""}`}
      >
        {props.icon}
        <h2 class={look.cardTitle}>{props.title}</h2>
        {props.actions}
        {layout.expandable && id && (
          <Button
            variant="icon"
            aria-label={isExpanded ? "Leave full screen" : "Full screen"}
            aria-pressed={isExpanded}
            onClick={() => expand(isExpanded ? null : id)}
          >
            {isExpanded ? <Icon name="shrink" /> : <Icon name="expand" />}
          </Button>
        )}
      </div>
      {props.children}
    </section>
  );
}

function useChartClass(widget: Widget): string {
  const { layout, expanded } = useDashboard();
  if (expanded) return "mx-2.5 my-1.5 h-[max(260px,100vh-220px)]";
  return widget.chartClass ?? layout.look.chart;
}

function MonthsCard({ widget }: { widget: WidgetOf<"months"> }) {
  const { state, format } = useDashboard();
  const { chart, measure } = widget;
  const title = measure === "margin" ? "Margin by month" : "Revenue by month";
  const { answer } = state;
  return (
    <Card widget={widget} title={title}>
      <Chart
        label={title}
        summary={answer ? monthsSummary(answer.months, measure, format) : ""}
        data={answer}
        createOption={({ months }: Answer, palette) =>
          createMonthsOption({ months, chart, measure, format }, palette)
        }
        class={useChartClass(widget)}
      />
    </Card>
  );
}

function BreakdownCard({ widget }: { widget: WidgetOf<"breakdown"> }) {
  const { state, format, layout } = useDashboard();
  const { answer } = state;
  const { chart, colors } = widget;
  const chartClass = useChartClass(widget);
  const grouping = answer ? groupingLabel(answer.groupBy).toLowerCase() : "category";
  return (
    <Card
      widget={widget}
      title={`Revenue by ${grouping}`}
      actions={widget.switchable && <GroupingSelect />}
    >
      <div class={widget.legend && chart === "ring" ? ringClass : layout.look.breakdown}>
        {chart !== "list" && (
          <Chart
            // Not named after the grouping: "category" is the label of a filter.
            label="Revenue by group"
            summary={answer ? breakdownSummary(answer.breakdown, format) : ""}
            data={answer}
            createOption={({ breakdown }: Answer, palette) =>
              createBreakdownOption({ slices: breakdown, chart, colors, format }, palette)
            }
            class={chartClass}
          />
        )}
        {(widget.legend || chart === "list") && answer && (
          <RankedList slices={answer.breakdown} bars={chart === "list"} />
        )}
      </div>
    </Card>
  );
}

const ringClass =
  "grid items-center gap-4 grid-cols-[130px_minmax(0,1fr)] @max-[660px]:grid-cols-1";

/** Values by group in words, with bars or with the colors of the chart beside it. */
function RankedList({ slices, bars }: { slices: Slice[]; bars: boolean }) {
  const { format } = useDashboard();
  const sum = slices.reduce((total, slice) => total + slice.revenue, 0);
  const largest = Math.max(1, ...slices.map((slice) => slice.revenue));
  return (
    <ol class={`grid ${bars ? "gap-3.5" : "gap-2.5"}`}>
      {slices.map(({ label, revenue }, index) => {
        const background = `var(--series-${(index % 6) + 1})`;
        return (
          <li
            key={label}
            class={`grid items-baseline gap-x-2.5 gap-y-1 ${bars ? "grid-cols-[1fr_auto_3.6em]" : "grid-cols-[8px_1fr_auto_3.6em]"}`}
          >
            {!bars && <span class="size-2 self-center rounded-full" style={{ background }} />}
            <span class="truncate">{label}</span>
            <span class="tabular-nums">{format.money(revenue)}</span>
            <span class="text-right text-muted tabular-nums">
              {format.percent(sum > 0 ? revenue / sum : 0)}
            </span>
            {bars && (
              <span
                class="col-span-full h-2.5 rounded-[5px]"
                style={{ background, width: `${(revenue / largest) * 100}%` }}
              />
            )}
          </li>
        );
      })}
    </ol>
  );
}
