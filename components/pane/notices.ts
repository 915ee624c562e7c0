import type { PageRevocation } from "@/lib/renewal/revocation";
import type { PaneView } from "./pane-view";

/** `sign-in` and `home` leave the page, `reload` reloads it, `retry` stays. */
export type NoticeActionName = "sign-in" | "retry" | "home" | "reload";
export type Notice = {
  readonly title: string;
  readonly text: string;
  readonly action: NoticeActionName;
};

const notices = {
  signed_out: ["You're signed out", "Sign in again to continue here.", "sign-in"],
  suspended: [
    "Your account is suspended",
    "Contact your administrator to restore access.",
    "sign-in",
  ],
  not_allowed: [
    "You don't have access to this dashboard",
    "Your access was removed. Ask an owner to share it with you again.",
    "home",
  ],
  gone: [
    "This dashboard is no longer available",
    "It was deleted, or you're no longer a member of this organization.",
    "home",
  ],
  not_configured: [
    "This dashboard isn't ready yet",
    "Your administrator needs to finish setting it up.",
    "home",
  ],
  offline: ["You're offline", "The dashboard will load as soon as you're back online.", "retry"],
  viewer_changed: [
    "You're signed in with a different account",
    "This dashboard was opened by another account, so we closed it.",
    "reload",
  ],
} as const satisfies Record<string, readonly [string, string, NoticeActionName]>;

/** Replaces a dashboard that can't be shown. */
export function noticeFor(view: PaneView, vendor: string): Notice | undefined {
  const { reason, endReason, vendorError } = view;
  if (endReason === "session_replaced")
    return {
      title: `${vendor} is open elsewhere`,
      text: `This browser now shows ${vendor} for another organization or account.`,
      action: "retry",
    };
  if (reason === "vendor_unreachable") {
    const title = `${vendor} didn't load`;
    if (view.blocked)
      return {
        title,
        text: `This page was opened before ${vendor} was allowed on it. Reload the page.`,
        action: "reload",
      };
    const details = vendorError && ` Details from ${vendor}: ${vendorError}`;
    return {
      title,
      text: `It may be down, or it may not allow this site. We'll keep trying.${details}`,
      action: "retry",
    };
  }
  const key = endReason === "viewer_changed" ? endReason : reason;
  // What is on screen stays there while offline, with a status line.
  if (!key || (key === "offline" && view.shownAt !== undefined)) return undefined;
  const [title, text, action] = notices[key];
  return { title, text, action };
}

/** Whether the reason is the viewer, and so the same for every pane of the page. */
export function isAboutViewer({ reason, endReason }: PaneView): boolean {
  return reason === "signed_out" || reason === "suspended" || endReason === "viewer_changed";
}

/** One notice for all panes of a page. */
export function pageNoticeFor(revocation: PageRevocation): Notice {
  const [title, text, action] = notices[revocation];
  if (revocation === "viewer_changed")
    return {
      title,
      text: "These dashboards were opened by another account, so we closed them.",
      action,
    };
  return { title, text, action };
}

/** A line over a dashboard that is still shown, or not yet. */
export function statusLine(view: PaneView): string | undefined {
  const { phase, reason, expired, shownAt } = view;
  if (view.unverified) return "We couldn't verify your session. Retrying…";
  const data = shownAt === undefined ? "" : ` Data from ${formatTime(shownAt)}.`;
  if (reason === "offline" && shownAt !== undefined)
    return `You're offline.${data} We'll reconnect automatically.`;
  if (phase !== "interrupted") return undefined;
  if (shownAt === undefined) return "We couldn't load this dashboard yet. Retrying…";
  return expired ? `We couldn't get new data.${data} Retrying…` : `Reconnecting…${data}`;
}

function formatTime(wall: number): string {
  return new Date(wall).toLocaleTimeString(undefined, { hour: "2-digit", minute: "2-digit" });
}
