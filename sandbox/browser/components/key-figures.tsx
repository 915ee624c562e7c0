/** @jsxImportSource preact */
import { type Answer, hasMargin } from "../data/answer";
import { isFiltered } from "../data/filters";
import type { Format } from "../data/format";
import type { FigureName } from "../layout";
import { useDashboard } from "./context";

type Figure = { label: string; write: (answer: Answer, format: Format) => string };

const figures: Record<FigureName, Figure> = {
  orders: { label: "Orders", write: ({ selected }, format) => format.whole(selected.rows) },
  average: {
    label: "Average order",
    write: ({ selected }, format) =>
      selected.rows > 0 ? format.exactMoney(Math.round(selected.total / selected.rows)) : "–",
  },
  units: { label: "Units sold", write: ({ selected }, format) => format.whole(selected.quantity) },
  margin: { label: "Margin", write: ({ selected }, format) => format.money(selected.margin ?? 0) },
  marginRate: {
    label: "Margin rate",
    write: ({ selected }, format) =>
      selected.total > 0 ? format.percent((selected.margin ?? 0) / selected.total) : "–",
  },
};

/** Revenue, then the named figures; margins only for viewers who receive them. */
export function KeyFigures({ names }: { names: FigureName[] }) {
  const { classes } = useDashboard().layout;
  return (
    <dl class={classes.figures} aria-label="Key figures">
      <RevenueFigure />
      <Figures names={names} />
    </dl>
  );
}

export function MarginFigures() {
  const { classes } = useDashboard().layout;
  return (
    <dl class={classes.figures} aria-label="Finance figures">
      <Figures names={["margin", "marginRate"]} />
    </dl>
  );
}

function Figures({ names }: { names: FigureName[] }) {
  const { state, format, layout } = useDashboard();
  const { answer } = state;
  const { classes } = layout;
  const canSeeMargin = answer !== null && hasMargin(answer);
  return names
    .filter((name) => canSeeMargin || (name !== "margin" && name !== "marginRate"))
    .map((name) => (
      <div key={name} class={classes.figure}>
        <dt class={classes.figureLabel}>{figures[name].label}</dt>
        <dd class={`tabular-nums ${classes.figureValue}`}>
          {answer ? figures[name].write(answer, format) : <Skeleton />}
        </dd>
      </div>
    ));
}

/** A filter's own sum goes above the unfiltered total, which always stays. */
function RevenueFigure() {
  const { state, format, layout } = useDashboard();
  const { answer, filters } = state;
  const { classes } = layout;
  const filtered = answer !== null && isFiltered(filters);
  return (
    <div class={`${classes.figure} ${classes.revenue}`}>
      <dt class={classes.figureLabel}>{filtered ? "Revenue, filtered" : "Total revenue"}</dt>
      <dd class={`flex flex-col tabular-nums ${classes.revenueValue}`}>
        {filtered && <span>{format.money(answer.selected.total)}</span>}
        {answer ? (
          <span
            data-testid="total"
            data-value={answer.total}
            title={format.exactMoney(answer.total)}
            class={
              filtered
                ? `font-(family-name:--font) text-xs leading-[1.4] font-[450] tracking-normal ${classes.revenueNote}`
                : ""
            }
          >
            {filtered ? `of ${format.money(answer.total)} in total` : format.money(answer.total)}
          </span>
        ) : (
          <Skeleton />
        )}
      </dd>
    </div>
  );
}

export function Skeleton({ class: className = "h-[0.9em] w-[4.5em]" }: { class?: string }) {
  return (
    <span class={`inline-block max-w-full animate-pulse rounded-[4px] bg-line ${className}`} />
  );
}
