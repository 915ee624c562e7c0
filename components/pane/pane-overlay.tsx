"use client";
import { isAboutViewer, noticeFor, statusLine } from "./notices";
import { useHasPageNotice } from "./page-notice";
import { PaneNotice } from "./pane-notice";
import type { PaneView } from "./pane-view";

export type OverlayProps = { view: PaneView; vendorLabel: string; home: string; retry: () => void };

/** A notice in place of the dashboard, or a status line over it. */
export function PaneOverlay({ view, vendorLabel, home, retry }: OverlayProps) {
  const hasPageNotice = useHasPageNotice();
  const { reason, hasVendorSession } = view;
  const notice = noticeFor(view, vendorLabel);
  const line = statusLine(view);
  const aboutViewer = isAboutViewer(view);
  const temporary = !reason || reason === "vendor_unreachable" || reason === "offline";
  const sessionRemains = hasVendorSession && (aboutViewer || !temporary);
  return (
    <>
      {notice && (
        <PaneNotice
          notice={notice}
          home={home}
          retry={retry}
          silent={aboutViewer && hasPageNotice}
          footnote={
            sessionRemains ? `Your ${vendorLabel} session in this browser will expire later.` : ""
          }
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
