// Decides how a chart lives in the page: drawn once it has room, resized with it, described in words.

import { BarChart, LineChart, PieChart } from "echarts/charts";
import { GridComponent, TooltipComponent } from "echarts/components";
import { type EChartsType, init, use } from "echarts/core";
import { SVGRenderer } from "echarts/renderers";
import { h } from "../page/dom";
import type { ChartOption } from "./chart-options";

use([BarChart, LineChart, PieChart, GridComponent, TooltipComponent, SVGRenderer]);

export type Ink = {
  font: string;
  text: string;
  muted: string;
  line: string;
  surface: string;
  series: string[];
};

export type Chart = {
  node: HTMLElement;
  /** `summary` is what the chart says, for those who do not see it. */
  draw(option: ChartOption, summary: string): void;
  ink(): Ink;
  close(): void;
};

/** The colours and the font that the style sheet gives to an element. */
function readInk(node: HTMLElement): Ink {
  const style = getComputedStyle(node);
  const value = (name: string) => style.getPropertyValue(name).trim();
  return {
    font: style.fontFamily,
    text: value("--text"),
    muted: value("--muted"),
    line: value("--line"),
    surface: value("--raised"),
    series: [1, 2, 3, 4, 5, 6].map((index) => value(`--c${index}`)),
  };
}

export function chartBox(label: string): Chart {
  const canvas = h("div", { class: "chart-canvas" });
  const node = h("div", { class: "chart is-loading", role: "img", "aria-label": label }, canvas);
  let chart: EChartsType | null = null;
  let wanted: ChartOption | null = null;

  // Drawing into a box without a size warns and draws nothing: the first size starts the chart.
  function drawToSize() {
    const { clientWidth: width, clientHeight: height } = canvas;
    if (width === 0 || height === 0 || !wanted) return;
    if (!chart) {
      chart = init(canvas, null, { renderer: "svg", width, height });
      chart.setOption(wanted);
    } else if (chart.getWidth() !== width || chart.getHeight() !== height) {
      chart.resize({ width, height, silent: true });
    }
  }

  const observer = new ResizeObserver(drawToSize);
  observer.observe(canvas);
  return {
    node,
    draw(option, summary) {
      const still = matchMedia("(prefers-reduced-motion: reduce)").matches;
      // A first drawing is whole at once: the host may show the pane the moment it says it is ready.
      wanted = { ...option, animation: !still, animationDuration: 0, animationDurationUpdate: 240 };
      node.classList.remove("is-loading");
      node.setAttribute("aria-label", `${label}. ${summary}`);
      if (chart) chart.setOption(wanted);
      else drawToSize();
    },
    ink: () => readInk(node),
    close() {
      observer.disconnect();
      chart?.dispose();
      chart = null;
    },
  };
}
