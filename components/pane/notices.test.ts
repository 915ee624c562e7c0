import { expect, it } from "vitest";
import { noticeFor, statusLine } from "./notices";
import { initialView } from "./pane-store";
import { stateLabel } from "./state-labels";

it("no notice while a pane is loading or live", () => {
  for (const phase of ["loading", "showing", "renewing"] as const) {
    const view = { ...initialView, phase };
    expect([noticeFor(view, "Vendor"), statusLine(view)]).toEqual([undefined, undefined]);
  }
});

it("a lost connection keeps the dashboard and shows the time of its data", () => {
  const shownAt = new Date(2026, 10, 20, 14, 2).getTime();
  const view = { ...initialView, phase: "interrupted", shownAt } as const;
  expect(statusLine(view)).toMatch(/^Reconnecting… Data from .*02/);
  const offline = { ...view, phase: "refused", reason: "offline", expired: true } as const;
  expect(noticeFor(offline, "Vendor")).toBeUndefined();
  expect(statusLine(offline)).toMatch(/^You're offline\. Data from/);
});

it("every reason has a notice with one action", () => {
  const reasons = ["signed_out", "suspended", "not_allowed", "gone", "not_configured"] as const;
  for (const reason of [...reasons, "vendor_unreachable", "offline"] as const) {
    const notice = noticeFor({ ...initialView, phase: "refused", reason }, "Vendor");
    expect(notice?.text).toMatch(/\.$/);
    expect(`${notice?.title} ${notice?.text}`).not.toMatch(/[0-9!_]/);
  }
  for (const endReason of ["viewer_changed", "session_replaced"] as const)
    expect(
      noticeFor({ ...initialView, phase: "ended", endReason }, "Vendor")?.action,
    ).toBeDefined();
});

it("every state has a short label", () => {
  for (const phase of ["loading", "showing", "renewing", "interrupted", "ended"] as const)
    expect(stateLabel({ ...initialView, phase })).toMatch(/^[A-Z][a-z]+…?$/);
  expect(stateLabel({ ...initialView, phase: "renewing" })).toBe("Live");
  const refused = { ...initialView, phase: "refused" } as const;
  expect(stateLabel({ ...refused, reason: "gone" })).toBe("Closed");
  expect(stateLabel({ ...refused, reason: "offline", shownAt: 1 })).toBe("Offline");
});
