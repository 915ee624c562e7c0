const KEY = "mullion.developer";
const listeners = new Set<() => void>();
let open: boolean | undefined;

export function isOpen(): boolean {
  if (open === undefined) {
    try {
      open = sessionStorage.getItem(KEY) === "open";
    } catch {
      open = false;
    }
  }
  return open;
}

export function setOpen(next: boolean): void {
  open = next;
  try {
    sessionStorage.setItem(KEY, next ? "open" : "closed");
  } catch {
    // Without storage, the next page starts with it closed.
  }
  for (const listener of listeners) listener();
}

export function subscribeOpen(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}
