import { expect, it } from "vitest";
import { lineOf, noticeOf } from "./notices";
import { RESTING } from "./pane-store";
import { stateWords } from "./state-labels";

it("says nothing while all is well", () => {
  for (const phase of ["loading", "showing", "renewing"] as const) {
    const view = { ...RESTING, phase };
    expect([noticeOf(view, "Vendor"), lineOf(view)]).toEqual([undefined, undefined]);
  }
});

it("says since when, and keeps what is shown, when the connection is lost", () => {
  const since = new Date(2026, 10, 20, 14, 2).getTime();
  const view = { ...RESTING, phase: "interrupted", since } as const;
  expect(lineOf(view)).toMatch(/^Reconnecting… — data from .*02/);
  const offline = { ...view, phase: "refused", reason: "offline", expired: true } as const;
  expect(noticeOf(offline, "Vendor")).toBeUndefined();
  expect(lineOf(offline)).toMatch(/^You are offline — data from/);
});

it("has a sentence and one way on for every reason", () => {
  const reasons = ["signed_out", "suspended", "not_allowed", "gone", "not_configured"] as const;
  for (const reason of [...reasons, "vendor_unreachable", "offline"] as const) {
    const notice = noticeOf({ ...RESTING, phase: "refused", reason }, "Vendor");
    expect(notice?.text).toMatch(/\.$/);
    expect(`${notice?.title} ${notice?.text}`).not.toMatch(/[0-9!_]/);
  }
  for (const ending of ["someone_else", "replaced"] as const)
    expect(noticeOf({ ...RESTING, phase: "ended", ending }, "Vendor")?.action).toBeDefined();
});

it("puts every state in a word or two", () => {
  for (const phase of ["loading", "showing", "renewing", "interrupted", "ended"] as const)
    expect(stateWords({ ...RESTING, phase })).toMatch(/^[A-Z][a-z]+…?$/);
  expect(stateWords({ ...RESTING, phase: "renewing" })).toBe("Live");
  const refused = { ...RESTING, phase: "refused" } as const;
  expect(stateWords({ ...refused, reason: "gone" })).toBe("Closed");
  expect(stateWords({ ...refused, reason: "offline", since: 1 })).toBe("Offline");
});
