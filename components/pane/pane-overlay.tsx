"use client";
import { lineOf, noticeOf } from "./notices";
// What a pane says when it has something to say. Loaded once a pane is shown, so that it is there when a
// connection fails; the first pane does not wait for it.
import { usePageSpeaks } from "./page-notice";
import { PaneNotice } from "./pane-notice";
import type { PaneView } from "./view";

export type OverlayProps = { view: PaneView; vendorLabel: string; home: string; retry: () => void };

/** A notice in place of the dashboard, or a quiet line over it. */
export function PaneOverlay({ view, vendorLabel, home, retry }: OverlayProps) {
  const pageSpeaks = usePageSpeaks();
  const { reason, ending, session } = view;
  const notice = noticeOf(view, vendorLabel);
  const line = lineOf(view);
  const personal = reason === "signed_out" || reason === "suspended" || ending === "someone_else";
  const failed = !reason || reason === "vendor_unreachable" || reason === "offline";
  const outlives = session && (personal || !failed);
  return (
    <>
      {notice && (
        <PaneNotice
          notice={notice}
          home={home}
          retry={retry}
          // Said once for the page, not by every pane.
          silent={personal && pageSpeaks}
          afterword={outlives ? `What ${vendorLabel} has open in this browser ends later.` : ""}
        />
      )}
      <div role="status" className="pointer-events-none absolute inset-x-0 bottom-0 grid">
        {line && (
          <p className="pointer-events-auto m-2 justify-self-start rounded-md border border-line bg-surface px-2.5 py-1 text-sm text-muted">
            {line}{" "}
            <button
              type="button"
              className="tap font-medium text-accent hover:underline"
              onClick={retry}
            >
              Try again
            </button>
          </p>
        )}
      </div>
    </>
  );
}
