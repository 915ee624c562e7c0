import type { DashboardData } from "../../data";

export type Answer = DashboardData;
export type Month = Answer["months"][number];
export type Slice = Answer["breakdown"][number];
export type Order = Answer["table"][number];
export type GroupBy = Answer["groupBy"];

/** Only members of Finance receive margins. */
export function hasMargin(answer: Answer): boolean {
  return answer.selected.margin !== null;
}
