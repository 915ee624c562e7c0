import type { PageRevocation } from "@/lib/renewal/revocation";

const listeners = new Set<() => void>();
let revocation: PageRevocation | undefined;

/** Why every pane of this page was removed, if they were. */
export function pageRevocation(): PageRevocation | undefined {
  return revocation;
}

export function setPageRevocation(next: PageRevocation | undefined): void {
  if (revocation === next) return;
  revocation = next;
  for (const listener of listeners) listener();
}

export function subscribeRevocation(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}
