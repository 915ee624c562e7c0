import type { ReactNode } from "react";

/** Nothing here yet, and how to change that. */
export function EmptyState({ children }: { children: ReactNode }) {
  return (
    <p className="rounded-lg border border-dashed border-line px-6 py-10 text-center text-muted">
      {children}
    </p>
  );
}
