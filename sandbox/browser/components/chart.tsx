/** @jsxImportSource preact */
import { BarChart, LineChart, PieChart } from "echarts/charts";
import { GridComponent, TooltipComponent } from "echarts/components";
import { type EChartsType, init, use } from "echarts/core";
import { SVGRenderer } from "echarts/renderers";
import { useLayoutEffect, useRef } from "preact/hooks";
import type { ChartOption, Palette } from "./chart-options";

use([BarChart, LineChart, PieChart, GridComponent, TooltipComponent, SVGRenderer]);

type Drawing = { chart: EChartsType | null; option: ChartOption | null; data: unknown };

/** Draws what `createOption` returns, again whenever `data` changes; a placeholder while it is null. */
export function Chart<Data>(props: {
  label: string;
  /** The chart as text, for screen readers. */
  summary: string;
  data: Data | null;
  createOption: (data: Data, palette: Palette) => ChartOption;
  class: string;
}) {
  const canvasRef = useRef<HTMLDivElement>(null);
  const drawingRef = useRef<Drawing>({ chart: null, option: null, data: null });

  useLayoutEffect(() => {
    const canvas = canvasRef.current;
    const drawing = drawingRef.current;
    if (!canvas || props.data === null || props.data === drawing.data) return;
    const reducedMotion = matchMedia("(prefers-reduced-motion: reduce)").matches;
    drawing.data = props.data;
    drawing.option = {
      ...props.createOption(props.data, readPalette(canvas)),
      animation: !reducedMotion,
      // The host may show the pane as soon as the vendor says it is ready.
      animationDuration: 0,
      animationDurationUpdate: 240,
    };
    if (drawing.chart) drawing.chart.setOption(drawing.option);
    else fitToSize(canvas, drawing);
  });

  useLayoutEffect(() => {
    const canvas = canvasRef.current;
    const drawing = drawingRef.current;
    if (!canvas) return;
    const observer = new ResizeObserver(() => fitToSize(canvas, drawing));
    observer.observe(canvas);
    return () => {
      observer.disconnect();
      drawing.chart?.dispose();
    };
  }, []);

  const loading = props.data === null;
  return (
    <div
      role="img"
      aria-label={loading ? props.label : `${props.label}. ${props.summary}`}
      class={`relative min-w-0 ${props.class}`}
    >
      <div
        ref={canvasRef}
        class={`absolute ${loading ? "skeleton-chart inset-x-0 inset-y-3 animate-pulse" : "inset-0"}`}
      />
    </div>
  );
}

/** ECharts warns and draws nothing without a size, as on a hidden page: the first size starts it. */
function fitToSize(canvas: HTMLElement, drawing: Drawing) {
  const { clientWidth: width, clientHeight: height } = canvas;
  if (width === 0 || height === 0 || !drawing.option) return;
  if (!drawing.chart) {
    drawing.chart = init(canvas, null, { renderer: "svg", width, height });
    drawing.chart.setOption(drawing.option);
  } else if (drawing.chart.getWidth() !== width || drawing.chart.getHeight() !== height) {
    drawing.chart.resize({ width, height, silent: true });
  }
}

function readPalette(element: HTMLElement): Palette {
  const style = getComputedStyle(element);
  const { color } = element.style;
  // The tokens are light-dark() functions, which only a real property resolves.
  const read = (token: string) => {
    element.style.color = `var(--${token})`;
    return style.color;
  };
  const palette = {
    font: style.fontFamily,
    foreground: read("foreground"),
    muted: read("muted"),
    line: read("line"),
    surface: read("surface"),
    series: [1, 2, 3, 4, 5, 6].map((index) => read(`series-${index}`)),
  };
  element.style.color = color;
  return palette;
}
