"use client";
import { useEffect, useSyncExternalStore } from "react";
import { pageNoticeFor } from "./notices";
import { pageRevocation, subscribeRevocation } from "./page-revocation";
import { NoticeAction } from "./pane-notice";

let mounted = 0;
const listeners = new Set<() => void>();

function addMounted(by: number) {
  mounted += by;
  for (const listener of listeners) listener();
}

function subscribeMounted(listener: () => void) {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

const useRevocation = () =>
  useSyncExternalStore(subscribeRevocation, pageRevocation, () => undefined);

/** Whether a `PageNotice` says why the panes were removed, so that they need not all say it. */
export function useHasPageNotice(): boolean {
  const revocation = useRevocation();
  const isMounted = useSyncExternalStore(
    subscribeMounted,
    () => mounted > 0,
    () => false,
  );
  return isMounted && revocation !== undefined;
}

/** For pages with several panes: one notice if the reason concerns the viewer. */
export function PageNotice({ home }: { home: string }) {
  const revocation = useRevocation();
  useEffect(() => {
    addMounted(1);
    return () => addMounted(-1);
  }, []);
  const notice = revocation && pageNoticeFor(revocation);
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
