import { type Answer, hasMargin } from "./answer";
import type { Format } from "./format";
import { lastChange } from "./summaries";

export type Insight = { question: string; title: string; text: string };

function trend(answer: Answer, format: Format): Insight | null {
  const change = lastChange(answer.months);
  if (!change) return null;
  const month = format.longMonth(change.month);
  const comparison = change.ratio >= 0 ? "ahead of" : "behind";
  return {
    question: "How was the last full month?",
    title: `${format.change(change.ratio)} in ${month}`,
    text: `Revenue in ${month} was ${format.percent(Math.abs(change.ratio))} ${comparison} the month before.`,
  };
}

function leader(answer: Answer, format: Format): Insight | null {
  const [top, next] = answer.breakdown;
  if (!top || answer.selected.total <= 0) return null;
  const share = format.percent(top.revenue / answer.selected.total);
  const second = next ? ` ${next.label} follows with ${format.money(next.revenue)}.` : "";
  return {
    question: `Which ${answer.groupBy} sells most?`,
    title: `${top.label} leads`,
    text: `${top.label} accounts for ${share} of revenue, ${format.money(top.revenue)}.${second}`,
  };
}

function best(answer: Answer, format: Format): Insight | null {
  const [start] = answer.months;
  if (!start) return null;
  const high = answer.months.reduce((a, b) => (b.revenue > a.revenue ? b : a), start);
  return {
    question: "When did we sell most?",
    title: `Best month: ${format.month(high.month)}`,
    text: `${format.longMonth(high.month)} brought in ${format.money(high.revenue)} from ${format.whole(high.orders)} orders.`,
  };
}

function margin(answer: Answer, format: Format): Insight | null {
  if (!hasMargin(answer) || answer.selected.total <= 0) return null;
  const kept = answer.selected.margin ?? 0;
  return {
    question: "What is our margin?",
    title: `${format.percent(kept / answer.selected.total)} margin`,
    text: `Of ${format.money(answer.selected.total)} in revenue, ${format.money(kept)} remains as margin.`,
  };
}

/** Most useful first; empty when there are no rows. */
export function listInsights(answer: Answer, format: Format): Insight[] {
  if (answer.selected.rows === 0) return [];
  return [trend, leader, best, margin]
    .map((create) => create(answer, format))
    .filter((insight) => insight !== null);
}
