import { expect, it } from "vitest";
import { createTrace } from "@/components/pane/trace";
import { toRow } from "./timeline";

it("describes what happened", () => {
  const trace = createTrace();
  trace.add({ type: "mint", mintId: 2 });
  trace.add({ type: "message", name: "workbook:loaded", error: undefined });
  trace.add({ type: "show", mintId: 2 });
  trace.add({ type: "mint_denied", mintId: 3, reason: "not_allowed" });
  trace.add({ type: "message", name: "workbook:error", error: "" });
  trace.add({ type: "visible", value: true });
  expect(trace.entries.map(toRow)).toEqual([
    { kind: "mint", text: "Requested token 2" },
    { kind: "message", text: "Received workbook:loaded" },
    { kind: "swap", text: "Showing token 2" },
    { kind: "failure", text: "Refused: not allowed" },
    { kind: "failure", text: "Vendor error" },
    undefined,
  ]);
});

it("keeps the latest 200 entries and skips frequent ones", () => {
  const trace = createTrace();
  for (let mintId = 1; mintId <= 250; mintId++) {
    trace.add({ type: "mint", mintId });
    trace.add({ type: "tick" });
  }
  expect(trace.entries).toHaveLength(200);
  expect(trace.entries[0]?.traced).toEqual({ type: "mint", mintId: 51 });
});
