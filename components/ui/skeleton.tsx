/** Rows in place of a table that is loading. */
export function TableSkeleton() {
  return (
    <div
      role="status"
      aria-label="Loading"
      className="grid animate-pulse gap-px overflow-hidden rounded-lg border border-line"
    >
      <div className="h-10 bg-wash" />
      <div className="h-12 bg-surface" />
      <div className="h-12 bg-surface" />
      <div className="h-12 bg-surface" />
    </div>
  );
}
