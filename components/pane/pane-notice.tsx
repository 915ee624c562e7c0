"use client";
import { buttonClass } from "@/components/ui/button-class";
import type { Notice } from "./notices";

type Props = {
  notice: Notice;
  home: string;
  retry: () => void;
  /** Only the picture: the words are said elsewhere on the page. */
  silent?: boolean;
  afterword?: string;
};

/** One sentence, its reason, one button. */
export function PaneNotice({ notice, home, retry, silent = false, afterword = "" }: Props) {
  return (
    <div
      role={silent ? undefined : "alert"}
      aria-live={silent ? undefined : "polite"}
      className="absolute inset-0 grid content-center justify-items-center gap-1 overflow-auto bg-surface p-6 text-center"
    >
      {silent && afterword && <p className="text-muted">{afterword}</p>}
      {!silent && (
        <>
          <p className="font-semibold text-ink">{notice.title}</p>
          <p className="max-w-prose text-muted">
            {notice.text} {afterword}
          </p>
          <div className="mt-3">
            <NoticeAction notice={notice} home={home} retry={retry} />
          </div>
        </>
      )}
    </div>
  );
}

/** The one thing to do about it. */
export function NoticeAction({ notice, home, retry }: Pick<Props, "notice" | "home" | "retry">) {
  // A full load: what comes next is drawn for whoever is signed in then.
  const press = {
    "sign-in": () =>
      location.assign(`/login?next=${encodeURIComponent(location.pathname + location.search)}`),
    home: () => location.assign(home),
    reload: () => location.reload(),
    retry,
  }[notice.action];
  const label = {
    "sign-in": "Sign in again",
    home: "Back to dashboards",
    reload: "Load the page again",
    retry: "Try again",
  }[notice.action];
  return (
    <button type="button" className={buttonClass("secondary")} onClick={press}>
      {label}
    </button>
  );
}
