import type { TraceEntry } from "@/components/pane/trace";
import { type Kind, toRow } from "./timeline";

const kinds: Record<Kind, { label: string; className: string }> = {
  mint: { label: "Mint", className: "text-accent" },
  message: { label: "Message", className: "text-muted" },
  swap: { label: "Frame", className: "text-success" },
  failure: { label: "Failure", className: "text-danger" },
};

/** Newest first. */
export function TimelineList({ entries }: { entries: readonly TraceEntry[] }) {
  const rows = entries.flatMap((entry, index) => {
    const row = toRow(entry);
    return row ? [{ ...row, at: entry.at, key: `${entry.at} ${index}` }] : [];
  });
  if (rows.length === 0) return <p className="text-muted">No events yet.</p>;
  return (
    <ol className="grid gap-1">
      {rows.reverse().map(({ key, at, kind, text }) => (
        <li key={key} className="grid grid-cols-[4.5rem_4.25rem_1fr] gap-x-2">
          <time dateTime={new Date(at).toISOString()} className="text-muted">
            {new Date(at).toLocaleTimeString(undefined, { hour12: false })}
          </time>
          <span className={`font-medium ${kinds[kind].className}`}>{kinds[kind].label}</span>
          <span className="min-w-0 break-words">{text}</span>
        </li>
      ))}
    </ol>
  );
}
