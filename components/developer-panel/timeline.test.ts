import { expect, it } from "vitest";
import { startTrace } from "@/components/pane/trace";
import { tell } from "./timeline";

it("tells what happened, each of its kind", () => {
  const trace = startTrace();
  trace.add("mint", 2);
  trace.add("heard", "workbook:loaded");
  trace.add("show", 2);
  trace.add("denied", "not_allowed");
  trace.add("broken");
  trace.add("wake");
  expect(trace.entries.map(tell)).toEqual([
    { kind: "mint", words: "Asked for token 2" },
    { kind: "message", words: "Heard workbook:loaded" },
    { kind: "swap", words: "Shows what token 2 opened" },
    { kind: "failure", words: "Refused: not allowed" },
    { kind: "failure", words: "The vendor failed" },
    undefined,
  ]);
});

it("forgets the oldest", () => {
  const trace = startTrace();
  for (let n = 1; n <= 250; n++) trace.add("mint", n);
  expect(trace.entries).toHaveLength(200);
  expect(trace.entries[0]?.about).toBe("51");
});
