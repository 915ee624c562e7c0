import { expect, it } from "vitest";
import { findGaps } from "./watch";

const shown = (at: number, number: string, state = "showing") => ({
  ...{ at, state, reason: "", number },
});
const live = (at: number, ...later: number[]) =>
  [at, ...later].map((each) => ({ at: each, word: "live" }));

it("finds no gap where a second frame was live before it was shown", () => {
  const host = [shown(0, "1"), shown(2_000, "1", "renewing"), shown(3_000, "2")];
  const vendors = new Map([
    ["1", live(0, 1_000, 2_000)],
    ["2", [{ at: 2_500, word: "" }, ...live(2_990, 4_000)]],
  ]);
  expect(findGaps(host, vendors, 0, 5_000)).toEqual([]);
});

it.each([
  ["an outline that is seen", [{ at: 2_500, word: "" }, ...live(3_040)], 40, 'vendor ""'],
  ["a frame that says nothing yet", live(3_100), 100, "nothing of the vendor"],
  ["an expired one", [...live(2_900), { at: 4_000, word: "expired" }], 1_000, 'vendor "expired"'],
])("finds %s, and how long", (_, second, ms, saw) => {
  const host = [shown(0, "1"), shown(3_000, "2")];
  const vendors = new Map([
    ["1", live(0, 1_000, 2_000)],
    ["2", second],
  ]);
  const [gap, ...more] = findGaps(host, vendors, 0, 5_000);
  expect(gap).toMatchObject({ ms, saw });
  expect(more).toEqual([]);
});

it("finds a pane that is refused, and a page that fell silent", () => {
  const host = [shown(0, "1"), shown(1_000, "none", "refused"), shown(1_500, "1")];
  const vendors = new Map([["1", live(0, 1_000, 2_000)]]);
  expect(findGaps(host, vendors, 0, 9_000)).toEqual([
    { second: 1, ms: 500, saw: "pane refused " },
    { second: 7, ms: 2_500, saw: "the page was silent" },
    { second: 7, ms: 2_000, saw: "the vendor was silent" },
  ]);
});
