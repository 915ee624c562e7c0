import type { TraceEntry } from "@/components/pane/trace";
import { type Kind, tell } from "./timeline";

const marks: Record<Kind, { label: string; look: string }> = {
  mint: { label: "Mint", look: "text-accent" },
  message: { label: "Message", look: "text-muted" },
  swap: { label: "Frame", look: "text-success" },
  failure: { label: "Failure", look: "text-danger" },
};

/** What happened, newest first. */
export function TimelineList({ entries }: { entries: readonly TraceEntry[] }) {
  const rows = entries.flatMap((entry, index) => {
    const told = tell(entry);
    return told ? [{ ...told, at: entry.at, key: `${entry.at} ${index}` }] : [];
  });
  if (rows.length === 0) return <p className="text-muted">Nothing has happened yet.</p>;
  return (
    <ol className="grid gap-1">
      {rows.reverse().map(({ key, at, kind, words }) => (
        <li key={key} className="grid grid-cols-[4.5rem_4.25rem_1fr] gap-x-2">
          <time dateTime={new Date(at).toISOString()} className="text-muted">
            {new Date(at).toLocaleTimeString(undefined, { hour12: false })}
          </time>
          <span className={`font-medium ${marks[kind].look}`}>{marks[kind].label}</span>
          <span className="min-w-0 break-words">{words}</span>
        </li>
      ))}
    </ol>
  );
}
