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
import { Icon, type IconName } from "./icon";
import { Chat, Insights } from "./insights";
import { MarginFigures } from "./key-figures";
import { MarginTable, OrdersTable, ReportTable } from "./tables";

type MonthsWidget = Extract<Widget, { kind: "months" }>;
type BreakdownWidget = Extract<Widget, { kind: "breakdown" }>;

export function WidgetView({ widget }: { widget: Widget }) {
  const { state, expanded } = useDashboard();
  const isMargin =
    widget.kind === "months" ? widget.measure === "margin" : widget.kind.startsWith("margin-");
  if (isMargin && !(state.answer && hasMargin(state.answer))) return null;
  switch (widget.kind) {
    case "months":
      return <MonthsCard widget={widget} />;
    case "breakdown":
      return <BreakdownCard widget={widget} />;
    case "margin-figures":
      return expanded ? null : <MarginFigures />;
    default: {
      const { title, Content, icon } = cards[widget.kind];
      return (
        <Card widget={widget} title={title} icon={icon}>
          <Content />
        </Card>
      );
    }
  }
}

const cards = {
  orders: { title: "Recent orders", Content: OrdersTable, icon: null },
  "margin-table": { title: "Month by month", Content: MarginTable, icon: null },
  "report-table": { title: "Result", Content: ReportTable, icon: null },
  insights: { title: "What stands out", Content: Insights, icon: "spark" },
  chat: { title: "Ask about your data", Content: Chat, icon: null },
} as const;

function Card(props: {
  widget: Widget;
  title: string;
  icon?: IconName | null;
  actions?: ComponentChildren;
  children: ComponentChildren;
}) {
  const { state, layout, expanded, expand } = useDashboard();
  const { classes } = layout;
  const { id, kind } = props.widget;
  const hasTable = kind === "orders" || kind.endsWith("-table");
  const isExpanded = id !== undefined && expanded === id;
  // Empty axes would repeat what the notice says.
  const hidden = state.answer?.selected.rows === 0 || (expanded !== null && !isExpanded);
  return (
    <section hidden={hidden} class={`min-w-0 ${classes.card} ${props.widget.class ?? ""}`}>
      <div
        class={`flex flex-wrap items-center justify-between gap-x-3 gap-y-2 ${classes.cardHead} ${hasTable ? classes.tableHead : ""}`}
      >
        {props.icon && <Icon name={props.icon} class="text-accent" />}
        <h2 class={classes.cardTitle}>{props.title}</h2>
        {props.actions}
        {layout.expandable && id && (
          <Button
            variant="icon"
            aria-label={isExpanded ? "Leave full screen" : "Full screen"}
            aria-pressed={isExpanded}
            onClick={() => expand(isExpanded ? null : id)}
          >
            <Icon name={isExpanded ? "shrink" : "expand"} />
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
  return widget.chartClass ?? layout.classes.chart;
}

function MonthsCard({ widget }: { widget: MonthsWidget }) {
  const { state, format } = useDashboard();
  const title = widget.measure === "margin" ? "Margin by month" : "Revenue by month";
  const { answer } = state;
  return (
    <Card widget={widget} title={title}>
      <Chart
        label={title}
        summary={answer ? monthsSummary(answer.months, widget.measure, format) : ""}
        data={answer}
        createOption={({ months }: Answer, palette) =>
          createMonthsOption(months, widget, format, palette)
        }
        class={useChartClass(widget)}
      />
    </Card>
  );
}

function BreakdownCard({ widget }: { widget: BreakdownWidget }) {
  const { state, format, layout } = useDashboard();
  const { answer } = state;
  const { chart } = widget;
  const chartClass = useChartClass(widget);
  const grouping = answer ? groupingLabel(answer.groupBy).toLowerCase() : "category";
  return (
    <Card
      widget={widget}
      title={`Revenue by ${grouping}`}
      actions={widget.switchable && <GroupingSelect />}
    >
      <div class={widget.legend && chart === "ring" ? ringClass : layout.classes.breakdown}>
        {chart !== "list" && (
          <Chart
            // Not named after the grouping: "category" is the label of a filter.
            label="Revenue by group"
            summary={answer ? breakdownSummary(answer.breakdown, format) : ""}
            data={answer}
            createOption={({ breakdown }: Answer, palette) =>
              createBreakdownOption(breakdown, widget, format, palette)
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

/** Values by group as text, with bars or with the colors of the chart beside it. */
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
