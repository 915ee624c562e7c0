// Decides which sentences a dashboard writes about its own data, and what it answers to its questions.

import { type Answer, hasMargin } from "../data/answer";
import type { Words } from "../data/format";
import { lastChange } from "../parts/summaries";

export type Insight = { question: string; title: string; text: string };

function trend(answer: Answer, words: Words): Insight | null {
  const change = lastChange(answer.months);
  if (!change) return null;
  const month = words.longMonth(change.month);
  const way = change.ratio >= 0 ? "ahead of" : "behind";
  return {
    question: "How was the last full month?",
    title: `${words.change(change.ratio)} in ${month}`,
    text: `Revenue in ${month} was ${words.percent(Math.abs(change.ratio))} ${way} the month before.`,
  };
}

function leader(answer: Answer, words: Words): Insight | null {
  const [top, next] = answer.breakdown;
  if (!top || answer.selected.total <= 0) return null;
  const share = words.percent(top.revenue / answer.selected.total);
  const second = next ? ` ${next.label} follows with ${words.money(next.revenue)}.` : "";
  return {
    question: `Which ${answer.groupBy} sells most?`,
    title: `${top.label} leads`,
    text: `${top.label} brings ${share} of the revenue, ${words.money(top.revenue)}.${second}`,
  };
}

function best(answer: Answer, words: Words): Insight | null {
  const [start] = answer.months;
  if (!start) return null;
  const high = answer.months.reduce((a, b) => (b.revenue > a.revenue ? b : a), start);
  return {
    question: "When did we sell most?",
    title: `Best month: ${words.month(high.month)}`,
    text: `${words.longMonth(high.month)} brought ${words.money(high.revenue)} from ${words.whole(high.orders)} orders.`,
  };
}

function margin(answer: Answer, words: Words): Insight | null {
  if (!hasMargin(answer) || answer.selected.total <= 0) return null;
  const kept = answer.selected.margin ?? 0;
  return {
    question: "What do we keep?",
    title: `${words.percent(kept / answer.selected.total)} margin`,
    text: `Of ${words.money(answer.selected.total)} in revenue, ${words.money(kept)} stays as margin.`,
  };
}

/** What can be said about an answer, most useful first; nothing about no rows. */
export function insightsOf(answer: Answer, words: Words): Insight[] {
  if (answer.selected.rows === 0) return [];
  return [trend, leader, best, margin]
    .map((say) => say(answer, words))
    .filter((insight) => insight !== null);
}
