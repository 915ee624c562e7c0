// Decides what the charts look like: axes, tooltips and series out of months or slices.

import type { BarSeriesOption, LineSeriesOption, PieSeriesOption } from "echarts/charts";
import type { GridComponentOption, TooltipComponentOption } from "echarts/components";
import type { ComposeOption } from "echarts/core";
import type { Month, Slice } from "../data/answer";
import type { Words } from "../data/format";
import { h } from "../page/dom";
import type { Ink } from "./chart";

export type ChartOption = ComposeOption<
  | BarSeriesOption
  | LineSeriesOption
  | PieSeriesOption
  | GridComponentOption
  | TooltipComponentOption
>;

export type SeriesShape = "area" | "line" | "bars" | "steps";
export type SliceShape = "rows" | "columns" | "ring";

type Hovered = { dataIndex: number };

function first(params: unknown): number {
  const entry = (Array.isArray(params) ? params[0] : params) as Hovered | undefined;
  return entry?.dataIndex ?? 0;
}

/** A tooltip as elements, since a label out of the data must never become markup. */
function tip(
  ink: Ink,
  content: (index: number) => { title: string; lines: [string, string, string][] },
) {
  return {
    confine: true,
    backgroundColor: ink.surface,
    borderColor: ink.line,
    borderWidth: 1,
    padding: [8, 12] as [number, number],
    textStyle: { color: ink.text, fontFamily: ink.font, fontSize: 12 },
    transitionDuration: 0,
    formatter: (params: unknown) => {
      const { title, lines } = content(first(params));
      const rows = lines.map(([colour, name, value]) =>
        h(
          "div",
          { class: "tip-row" },
          h("span", { class: "swatch", style: `background:${colour}` }),
          h("span", {}, name),
          h("b", {}, value),
        ),
      );
      return h("div", { class: "tip" }, h("div", { class: "tip-title" }, title), ...rows);
    },
  };
}

const room: GridComponentOption = {
  left: 4,
  right: 24,
  top: 12,
  bottom: 4,
  outerBoundsMode: "same",
  outerBoundsContain: "axisLabel",
};

function axisText(ink: Ink) {
  return { color: ink.muted, fontFamily: ink.font, fontSize: 11, hideOverlap: true };
}

function valueAxis(ink: Ink, write: (value: number) => string) {
  return {
    type: "value" as const,
    splitNumber: 4,
    axisLine: { show: false },
    axisTick: { show: false },
    axisLabel: { ...axisText(ink), formatter: write },
    splitLine: { lineStyle: { color: ink.line } },
  };
}

function nameAxis(ink: Ink, names: string[]) {
  return {
    type: "category" as const,
    data: names,
    axisLine: { lineStyle: { color: ink.line } },
    axisTick: { show: false },
    axisLabel: axisText(ink),
  };
}

/** One value per month, over an axis that starts at zero. */
export function monthsOption(given: {
  months: Month[];
  shape: SeriesShape;
  colour: number;
  ink: Ink;
  words: Words;
  /** Whether the margin is drawn instead of the revenue. */
  margin: boolean;
}): ChartOption {
  const { months, shape, ink, words } = given;
  const colour = ink.series[given.colour] ?? ink.text;
  const values = months.map((month) => (given.margin ? (month.margin ?? 0) : month.revenue));
  const line: LineSeriesOption = {
    type: "line",
    data: values,
    smooth: shape === "area" ? 0.25 : false,
    step: shape === "steps" ? "middle" : false,
    showSymbol: shape === "line" || months.length === 1,
    symbol: "circle",
    symbolSize: 5,
    lineStyle: { width: 2, color: colour },
    itemStyle: { color: colour },
    areaStyle: shape === "area" || shape === "steps" ? { color: colour, opacity: 0.12 } : undefined,
  };
  const bars: BarSeriesOption = {
    type: "bar",
    data: values,
    barMaxWidth: 28,
    barCategoryGap: "28%",
    itemStyle: { color: colour, borderRadius: [3, 3, 0, 0] },
  };
  return {
    grid: room,
    tooltip: {
      trigger: "axis",
      axisPointer:
        shape === "bars"
          ? { type: "shadow", shadowStyle: { opacity: 0.12 } }
          : { type: "line", lineStyle: { color: ink.muted } },
      ...tip(ink, (index) => {
        const month = months[index];
        if (!month) return { title: "", lines: [] };
        const lines: [string, string, string][] = [
          [colour, given.margin ? "Margin" : "Revenue", words.money(values[index] ?? 0)],
          ["transparent", "Orders", words.whole(month.orders)],
        ];
        if (given.margin && month.revenue > 0) {
          lines[1] = [
            "transparent",
            "Margin rate",
            words.percent((month.margin ?? 0) / month.revenue),
          ];
        }
        return { title: words.longMonth(month.month), lines };
      }),
    },
    xAxis: {
      ...nameAxis(
        ink,
        months.map((month) => words.month(month.month)),
      ),
      boundaryGap: shape === "bars",
    },
    yAxis: valueAxis(ink, words.shortMoney),
    series: [shape === "bars" ? bars : line],
  };
}

/** The slices of a breakdown, largest first as they come. */
export function slicesOption(given: {
  slices: Slice[];
  shape: SliceShape;
  ink: Ink;
  words: Words;
  /** One colour for all bars, or one for each. */
  single: boolean;
}): ChartOption {
  const { slices, shape, ink, words } = given;
  const sum = slices.reduce((total, slice) => total + slice.revenue, 0);
  const colourOf = (index: number) => ink.series[given.single ? 0 : index % 6] ?? ink.text;
  const tooltip = tip(ink, (index) => {
    const slice = slices[index];
    if (!slice) return { title: "", lines: [] };
    return {
      title: slice.label,
      lines: [
        [colourOf(index), "Revenue", words.money(slice.revenue)],
        ["transparent", "Share", words.percent(sum > 0 ? slice.revenue / sum : 0)],
        ["transparent", "Orders", words.whole(slice.orders)],
      ],
    };
  });
  const names = slices.map((slice) => slice.label);
  if (shape === "ring") {
    return {
      tooltip: { trigger: "item", ...tooltip },
      series: [
        {
          type: "pie",
          // A ring unrolls even where its first drawing is to take no time.
          animation: false,
          radius: ["62%", "92%"],
          label: { show: false },
          emphasis: { scale: false },
          itemStyle: { borderColor: ink.surface, borderWidth: 2 },
          data: slices.map((slice, index) => ({
            name: slice.label,
            value: slice.revenue,
            itemStyle: { color: colourOf(index) },
          })),
        },
      ],
    };
  }
  const rows = shape === "rows";
  const bars: BarSeriesOption = {
    type: "bar",
    barMaxWidth: rows ? 18 : 40,
    data: slices.map((slice, index) => ({
      value: slice.revenue,
      itemStyle: { color: colourOf(index), borderRadius: rows ? [0, 3, 3, 0] : [3, 3, 0, 0] },
    })),
  };
  return {
    grid: room,
    tooltip: {
      trigger: "axis",
      axisPointer: { type: "shadow", shadowStyle: { opacity: 0.12 } },
      ...tooltip,
    },
    xAxis: rows ? { ...valueAxis(ink, words.shortMoney), splitNumber: 3 } : nameAxis(ink, names),
    yAxis: rows
      ? { ...nameAxis(ink, names), inverse: true, axisLine: { show: false } }
      : valueAxis(ink, words.shortMoney),
    series: [bars],
  };
}
