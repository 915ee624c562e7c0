"use client";
import { useSyncExternalStore } from "react";

// Only changes count: without a network device the browser is always offline, even for localhost.
let online = true;

function subscribe(changed: () => void) {
  const update = (event: Event) => {
    online = event.type === "online";
    changed();
  };
  window.addEventListener("online", update);
  window.addEventListener("offline", update);
  return () => {
    window.removeEventListener("online", update);
    window.removeEventListener("offline", update);
  };
}

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
          You're offline. Some content may be out of date until you reconnect.
        </p>
      )}
    </div>
  );
}
