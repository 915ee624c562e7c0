/** @jsxImportSource preact */
import type { BarSeriesOption, LineSeriesOption, PieSeriesOption } from "echarts/charts";
import type { GridComponentOption, TooltipComponentOption } from "echarts/components";
import type { ComposeOption } from "echarts/core";
import { render } from "preact";
import type { Month, Slice } from "../data/answer";
import type { Format } from "../data/format";
import type { BreakdownChart, MonthsChart } from "../layout";

export type ChartOption = ComposeOption<
  | BarSeriesOption
  | LineSeriesOption
  | PieSeriesOption
  | GridComponentOption
  | TooltipComponentOption
>;

export type Palette = {
  font: string;
  foreground: string;
  muted: string;
  line: string;
  surface: string;
  series: string[];
};

type TooltipContent = { title: string; lines: { color?: string; label: string; value: string }[] };

function createTooltip(
  palette: Palette,
  contentAt: (dataIndex: number) => TooltipContent | null,
): TooltipComponentOption {
  return {
    confine: true,
    backgroundColor: palette.surface,
    borderColor: palette.line,
    borderWidth: 1,
    padding: [8, 12],
    textStyle: { color: palette.foreground, fontFamily: palette.font, fontSize: 12 },
    transitionDuration: 0,
    // Elements, not HTML text: labels come from the data.
    formatter: (params) => {
      const [point] = [params].flat();
      const content = point && contentAt(point.dataIndex);
      const element = document.createElement("div");
      if (content) render(<Tooltip {...content} />, element);
      return element;
    },
  };
}

function Tooltip({ title, lines }: TooltipContent) {
  return (
    <div class="min-w-35 leading-normal">
      <div class="mb-0.5 font-semibold">{title}</div>
      {lines.map(({ color = "transparent", label, value }) => (
        <div key={label} class="flex items-center gap-1.5">
          <span class="size-2 rounded-[2px]" style={{ background: color }} />
          <span>{label}</span>
          <b class="ml-auto pl-3.5 font-semibold tabular-nums">{value}</b>
        </div>
      ))}
    </div>
  );
}

const grid: GridComponentOption = {
  left: 4,
  right: 24,
  top: 12,
  bottom: 4,
  outerBoundsMode: "same",
  outerBoundsContain: "axisLabel",
};

function axisLabel(palette: Palette) {
  return { color: palette.muted, fontFamily: palette.font, fontSize: 11, hideOverlap: true };
}

function valueAxis(palette: Palette, formatter: (value: number) => string) {
  return {
    type: "value" as const,
    splitNumber: 4,
    axisLine: { show: false },
    axisTick: { show: false },
    axisLabel: { ...axisLabel(palette), formatter },
    splitLine: { lineStyle: { color: palette.line } },
  };
}

function categoryAxis(palette: Palette, names: string[]) {
  return {
    type: "category" as const,
    data: names,
    axisLine: { lineStyle: { color: palette.line } },
    axisTick: { show: false },
    axisLabel: axisLabel(palette),
  };
}

/** One value per month, on an axis that starts at zero. */
export function createMonthsOption(
  months: Month[],
  { chart, measure }: { chart: MonthsChart; measure: "revenue" | "margin" },
  format: Format,
  palette: Palette,
): ChartOption {
  const isMargin = measure === "margin";
  const color = palette.series[isMargin ? 1 : 0] ?? palette.foreground;
  const values = months.map((month) => month[measure] ?? 0);
  const line: LineSeriesOption = {
    type: "line",
    data: values,
    smooth: chart === "area" ? 0.25 : false,
    step: chart === "steps" ? "middle" : false,
    showSymbol: chart === "line" || months.length === 1,
    symbol: "circle",
    symbolSize: 5,
    lineStyle: { width: 2, color },
    itemStyle: { color },
    ...(chart !== "line" && { areaStyle: { color, opacity: 0.12 } }),
  };
  const bars: BarSeriesOption = {
    type: "bar",
    data: values,
    barMaxWidth: 28,
    barCategoryGap: "28%",
    itemStyle: { color, borderRadius: [3, 3, 0, 0] },
  };
  const tooltip = createTooltip(palette, (index) => {
    const month = months[index];
    if (!month) return null;
    const value = values[index] ?? 0;
    const detail =
      isMargin && month.revenue > 0
        ? { label: "Margin rate", value: format.percent(value / month.revenue) }
        : { label: "Orders", value: format.whole(month.orders) };
    return {
      title: format.longMonth(month.month),
      lines: [
        { color, label: isMargin ? "Margin" : "Revenue", value: format.money(value) },
        detail,
      ],
    };
  });
  return {
    grid,
    tooltip: {
      trigger: "axis",
      axisPointer:
        chart === "bars"
          ? { type: "shadow", shadowStyle: { opacity: 0.12 } }
          : { type: "line", lineStyle: { color: palette.muted } },
      ...tooltip,
    },
    xAxis: {
      ...categoryAxis(
        palette,
        months.map(({ month }) => format.month(month)),
      ),
      boundaryGap: chart === "bars",
    },
    yAxis: valueAxis(palette, format.shortMoney),
    series: [chart === "bars" ? bars : line],
  };
}

export function createBreakdownOption(
  slices: Slice[],
  { chart, colors }: { chart: BreakdownChart; colors: "one" | "many" },
  format: Format,
  palette: Palette,
): ChartOption {
  const sum = slices.reduce((total, slice) => total + slice.revenue, 0);
  const colorOf = (index: number) =>
    palette.series[colors === "one" ? 0 : index % 6] ?? palette.foreground;
  const tooltip = createTooltip(palette, (index) => {
    const slice = slices[index];
    if (!slice) return null;
    return {
      title: slice.label,
      lines: [
        { color: colorOf(index), label: "Revenue", value: format.money(slice.revenue) },
        { label: "Share", value: format.percent(sum > 0 ? slice.revenue / sum : 0) },
        { label: "Orders", value: format.whole(slice.orders) },
      ],
    };
  });
  if (chart === "ring") {
    return {
      tooltip: { trigger: "item", ...tooltip },
      series: [
        {
          type: "pie",
          // Pies animate even with a duration of zero.
          animation: false,
          radius: ["62%", "92%"],
          label: { show: false },
          emphasis: { scale: false },
          itemStyle: { borderColor: palette.surface, borderWidth: 2 },
          data: slices.map((slice, index) => ({
            name: slice.label,
            value: slice.revenue,
            itemStyle: { color: colorOf(index) },
          })),
        },
      ],
    };
  }
  const isRows = chart === "rows";
  const categories = categoryAxis(
    palette,
    slices.map((slice) => slice.label),
  );
  const values = valueAxis(palette, format.shortMoney);
  return {
    grid,
    tooltip: {
      trigger: "axis",
      axisPointer: { type: "shadow", shadowStyle: { opacity: 0.12 } },
      ...tooltip,
    },
    xAxis: isRows ? { ...values, splitNumber: 3 } : categories,
    yAxis: isRows ? { ...categories, inverse: true, axisLine: { show: false } } : values,
    series: [
      {
        type: "bar",
        barMaxWidth: isRows ? 18 : 40,
        data: slices.map((slice, index) => ({
          value: slice.revenue,
          itemStyle: {
            color: colorOf(index),
            borderRadius: isRows ? [0, 3, 3, 0] : [3, 3, 0, 0],
          },
        })),
      },
    ],
  };
}
