import type { FormattedDate } from "@/lib/format-date";

/** A moment in words, the exact one on hover. */
export function Time({ date, className }: { date: FormattedDate | null; className?: string }) {
  if (!date) return <span className="text-muted">Never</span>;
  return (
    <time dateTime={date.iso} title={date.exact} className={className}>
      {date.text}
    </time>
  );
}
