"use client";
import { buttonClass } from "@/components/ui/button-class";
import type { Notice } from "./notices";

type ActionProps = { notice: Notice; home: string; retry: () => void };
type Props = ActionProps & {
  /** The page's notice says it already. */
  silent?: boolean;
  footnote?: string;
};

/** Replaces a dashboard that can't be shown. */
export function PaneNotice({ notice, home, retry, silent = false, footnote = "" }: Props) {
  return (
    <div
      role={silent ? undefined : "alert"}
      aria-live={silent ? undefined : "polite"}
      className="absolute inset-0 grid content-center justify-items-center gap-1 overflow-auto bg-surface p-6 text-center"
    >
      {silent && footnote && <p className="text-muted">{footnote}</p>}
      {!silent && (
        <>
          <p className="font-semibold text-ink">{notice.title}</p>
          <p className="max-w-prose text-muted">
            {notice.text} {footnote}
          </p>
          <div className="mt-3">
            <NoticeAction notice={notice} home={home} retry={retry} />
          </div>
        </>
      )}
    </div>
  );
}

export function NoticeAction({ notice, home, retry }: ActionProps) {
  // Full page loads: the next page is rendered for whoever is signed in then.
  const { label, onClick } = {
    "sign-in": {
      label: "Sign in again",
      onClick: () =>
        location.assign(`/login?next=${encodeURIComponent(location.pathname + location.search)}`),
    },
    home: { label: "Back to dashboards", onClick: () => location.assign(home) },
    reload: { label: "Reload page", onClick: () => location.reload() },
    retry: { label: "Try again", onClick: retry },
  }[notice.action];
  return (
    <button type="button" className={buttonClass("secondary")} onClick={onClick}>
      {label}
    </button>
  );
}
