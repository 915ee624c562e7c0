// Decides the sentences a person reads about a pane. No codes, no blame, one thing to do.
import type { PageRefusal } from "./page-watch";
import type { PaneView } from "./view";

/** `sign-in` and `home` lead away, `retry` stays, `reload` loads the page anew. */
export type Way = "sign-in" | "retry" | "home" | "reload";
export type Notice = { readonly title: string; readonly text: string; readonly action: Way };

const CONNECTION = "It comes back by itself as soon as the connection does.";

const REFUSED = {
  signed_out: ["You are signed out", "Sign in again and this dashboard goes on here.", "sign-in"],
  suspended: [
    "Your account is suspended",
    "The dashboard was closed. Whoever runs this site can tell you why.",
    "sign-in",
  ],
  not_allowed: [
    "Your access to this dashboard was removed",
    "An owner of this account can give it back.",
    "home",
  ],
  gone: [
    "This dashboard is not here any more",
    "It was removed, or you left this account.",
    "home",
  ],
  not_configured: [
    "This dashboard is not ready to be shown",
    "Something about it still has to be set up by whoever runs this site.",
    "home",
  ],
  offline: ["You are offline", `The dashboard is not loaded. ${CONNECTION}`, "retry"],
  someone_else: [
    "Someone else is signed in now",
    "This dashboard was another person's, so it was closed in this browser.",
    "reload",
  ],
} as const satisfies Record<string, readonly [string, string, Way]>;

/** What stands in place of a dashboard that cannot be shown; nothing while it can. */
export function noticeOf(view: PaneView, vendor: string): Notice | undefined {
  const { reason, ending } = view;
  if (ending === "replaced")
    return {
      title: `${vendor} was opened elsewhere`,
      text: `This browser now shows ${vendor} for another account or person, so it was closed here.`,
      action: "retry",
    };
  if (reason === "vendor_unreachable" && view.blocked)
    return {
      title: `${vendor} did not show this dashboard`,
      text: `This page was loaded before it let ${vendor} in. Load it again.`,
      action: "reload",
    };
  if (reason === "vendor_unreachable")
    return {
      title: `${vendor} did not show this dashboard`,
      text:
        "It may be down, or it may not accept this site's address. We keep trying." +
        (view.said ? ` It says: ${view.said}` : ""),
      action: "retry",
    };
  const key = ending === "someone_else" ? ending : reason;
  // What is on screen stays there without a connection; a line says so.
  if (!key || (key === "offline" && view.since !== undefined)) return undefined;
  const [title, text, action] = REFUSED[key];
  return { title, text, action };
}

/** The one notice for all panes of a page. */
export function pageNoticeOf(refusal: PageRefusal): Notice {
  const [title, , action] = REFUSED[refusal];
  const text = {
    signed_out: "Sign in again and the dashboards go on here.",
    suspended: "The dashboards were closed. Whoever runs this site can tell you why.",
    someone_else: "The dashboards were another person's, so they were closed in this browser.",
  }[refusal];
  return { title, text, action };
}

/** The quiet line over a dashboard that is still shown, or not yet; nothing while all is well. */
export function lineOf(view: PaneView): string | undefined {
  const { phase, reason, expired, since } = view;
  if (view.unproven) return "It could not be checked who is signed in. Trying again…";
  const data = since === undefined ? "" : ` — data from ${clock(since)}`;
  if (reason === "offline" && since !== undefined) return `You are offline${data}. ${CONNECTION}`;
  if (phase !== "interrupted") return undefined;
  if (since === undefined) return "The dashboard could not be loaded yet. Trying again…";
  if (expired) return `No new data for now${data}. Trying again…`;
  return `Reconnecting…${data}`;
}

function clock(wall: number): string {
  return new Date(wall).toLocaleTimeString(undefined, { hour: "2-digit", minute: "2-digit" });
}
