"use client";
import { useSyncExternalStore } from "react";

// Only changes count: a machine without a network device calls itself offline while localhost answers.
let online = true;

function subscribe(changed: () => void) {
  const hear = (event: Event) => {
    online = event.type === "online";
    changed();
  };
  window.addEventListener("online", hear);
  window.addEventListener("offline", hear);
  return () => {
    window.removeEventListener("online", hear);
    window.removeEventListener("offline", hear);
  };
}

/** A quiet line while the browser says that it has no connection. */
export function OfflineNotice() {
  const connected = useSyncExternalStore(
    subscribe,
    () => online,
    () => true,
  );
  return (
    <div role="status" className="fixed inset-x-0 bottom-0 z-30 grid justify-items-center">
      {!connected && (
        <p className="mb-4 rounded-lg border border-line bg-surface px-4 py-2 shadow-pop">
          You are offline. What you see stays; the rest follows when the connection is back.
        </p>
      )}
    </div>
  );
}
