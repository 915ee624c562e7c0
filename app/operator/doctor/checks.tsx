"use client";
import { CircleAlert, CircleCheck, CircleDot } from "lucide-react";
import { useActionState } from "react";
import { Button } from "@/components/ui/button";
import type { Finding } from "@/lib/doctor/finding";
import { examineNow } from "./actions";

const marks = {
  problem: { Icon: CircleAlert, word: "To mend", colour: "text-danger" },
  note: { Icon: CircleDot, word: "Note", colour: "text-muted" },
  well: { Icon: CircleCheck, word: "Well", colour: "text-success" },
};

/** The button, and what was found: what is to mend first. */
export function Examination({ locale, timeZone }: { locale: string; timeZone: string }) {
  const [examined, examine, busy] = useActionState(examineNow, null);
  return (
    <>
      <form action={examine}>
        <Button type="submit" variant="primary" disabled={busy} focusableWhenDisabled>
          {examined ? "Examine again" : "Examine"}
        </Button>
      </form>
      <div role="status" className="mt-3 min-h-6">
        {busy && <Progress />}
        {!busy && examined && (
          <p data-testid="verdict" className={examined.well ? "text-success" : "text-danger"}>
            {verdictOf(examined)}{" "}
            <time className="text-muted" dateTime={new Date(examined.at).toISOString()}>
              {new Intl.DateTimeFormat(locale, { timeStyle: "medium", timeZone }).format(
                examined.at,
              )}
            </time>
          </p>
        )}
      </div>
      {examined && (
        <div className={`mt-4 grid gap-6 ${busy ? "opacity-55" : ""}`}>
          {grouped(examined.findings).map(([head, findings]) => (
            <Group key={head} head={head} findings={findings} />
          ))}
        </div>
      )}
    </>
  );
}

function Progress() {
  return (
    <p className="text-muted">
      <span
        aria-hidden="true"
        className="mr-2 inline-block size-2 rounded-full bg-accent motion-safe:animate-pulse"
      />
      Examining. This takes a few seconds for each connection.
    </p>
  );
}

function verdictOf({
  well,
  failed,
  findings,
}: {
  well: boolean;
  failed: boolean;
  findings: Finding[];
}) {
  if (failed) return "The examination broke off. Try again, or run it on the command line.";
  if (well) return "All is well.";
  return `${findings.filter(({ level }) => level === "problem").length} to mend.`;
}

function Group({ head, findings }: { head: string; findings: Finding[] }) {
  const told = findings.filter(({ level }) => level !== "well");
  const well = findings.filter(({ level }) => level === "well");
  return (
    <section aria-label={head} className="rounded-lg border border-line bg-surface">
      <h2 className="border-b border-line px-4 py-2.5 font-medium break-words">{head}</h2>
      <ul className="grid gap-3 px-4 py-3">
        {[...told, ...well].map((finding, at) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: the list is replaced as a whole
          <Line key={at} finding={finding} />
        ))}
      </ul>
    </section>
  );
}

function Line({ finding: { level, what, why, mend } }: { finding: Finding }) {
  const { Icon, word, colour } = marks[level];
  return (
    <li data-level={level} className="flex gap-2.5">
      <Icon aria-hidden="true" className={`mt-0.5 size-4 shrink-0 ${colour}`} />
      <div className="min-w-0 break-words">
        <p>
          <span className="sr-only">{word}: </span>
          {what}
        </p>
        {why && <p className="text-sm text-muted">{why}</p>}
        {mend && <p className="mt-1 text-sm font-medium">{mend}</p>}
      </div>
    </li>
  );
}

/** In the order they came; what belongs to one connection together. */
function grouped(findings: readonly Finding[]): [string, Finding[]][] {
  const groups = new Map<string, Finding[]>();
  for (const finding of findings) {
    const name = finding.group.charAt(0).toUpperCase() + finding.group.slice(1);
    const head = finding.subject ? `${name}: ${finding.subject}` : name;
    groups.set(head, [...(groups.get(head) ?? []), finding]);
  }
  return [...groups];
}
