"use client";
import { useEffect, useSyncExternalStore } from "react";
import { pageNoticeOf } from "./notices";
import { pageRefusal, watchPage } from "./page-watch";
import { NoticeAction } from "./pane-notice";

let mounted = 0;
const listeners = new Set<() => void>();

function change(by: number) {
  mounted += by;
  for (const listener of listeners) listener();
}

function subscribe(listener: () => void) {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** Whether a `PageNotice` says why the panes stopped, so that they need not all say the same. */
export function usePageSpeaks(): boolean {
  const refusal = useSyncExternalStore(watchPage, pageRefusal, () => undefined);
  const noticed = useSyncExternalStore(
    subscribe,
    () => mounted > 0,
    () => false,
  );
  return noticed && refusal !== undefined;
}

/** For pages with several panes: one notice when the reason is the person. */
export function PageNotice({ home }: { home: string }) {
  const refusal = useSyncExternalStore(watchPage, pageRefusal, () => undefined);
  useEffect(() => {
    change(1);
    return () => change(-1);
  }, []);
  const notice = refusal && pageNoticeOf(refusal);
  return (
    <div role="alert" aria-live="polite">
      {notice && (
        <div className="m-3 flex flex-wrap items-center gap-3 rounded-lg border border-line bg-surface px-4 py-3">
          <p className="grow">
            <strong className="font-semibold">{notice.title}.</strong>{" "}
            <span className="text-muted">{notice.text}</span>
          </p>
          <NoticeAction notice={notice} home={home} retry={() => location.reload()} />
        </div>
      )}
    </div>
  );
}
