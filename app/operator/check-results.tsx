import { CircleAlert, CircleCheck, CircleDot } from "lucide-react";
import type { CheckResult, Level } from "@/lib/doctor/check-result";

const levels = {
  problem: { Icon: CircleAlert, label: "Issue", color: "text-danger" },
  note: { Icon: CircleDot, label: "Note", color: "text-muted" },
  ok: { Icon: CircleCheck, label: "OK", color: "text-success" },
} as const satisfies Record<Level, unknown>;

/** Issues and notes first. */
export function CheckResults({ results }: { results: readonly CheckResult[] }) {
  const passed = results.filter(({ level }) => level === "ok");
  const others = results.filter(({ level }) => level !== "ok");
  return (
    <ul className="grid gap-3 px-4 py-3">
      {[...others, ...passed].map((result) => (
        <Result key={result.summary} result={result} />
      ))}
    </ul>
  );
}

function Result({ result: { level, summary, why, fix } }: { result: CheckResult }) {
  const { Icon, label, color } = levels[level];
  return (
    <li data-level={level} className="flex gap-2.5">
      <Icon aria-hidden="true" className={`mt-0.5 size-4 shrink-0 ${color}`} />
      <div className="min-w-0 break-words">
        <p>
          <span className="sr-only">{label}: </span>
          {summary}
        </p>
        {why && <p className="text-sm text-muted">{why}</p>}
        {fix && <p className="mt-1 text-sm font-medium">{fix}</p>}
      </div>
    </li>
  );
}
