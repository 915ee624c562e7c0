"use client";
import { useActionState } from "react";
import { CheckResults } from "@/app/operator/check-results";
import { Button } from "@/components/ui/button";
import { type CheckResult, countProblems } from "@/lib/doctor/check-result";
import { type Run, runChecksNow } from "./actions";

export function Checks({ locale, timeZone }: { locale: string; timeZone: string }) {
  const [run, start, pending] = useActionState<Run | null>(runChecksNow, null);
  return (
    <>
      <form action={start}>
        <Button type="submit" variant="primary" disabled={pending} focusableWhenDisabled>
          {run ? "Run checks again" : "Run checks"}
        </Button>
      </form>
      <div role="status" className="mt-3 min-h-6">
        {pending && (
          <p className="text-muted">
            <span
              aria-hidden="true"
              className="mr-2 inline-block size-2 rounded-full bg-accent motion-safe:animate-pulse"
            />
            Running checks. This takes a few seconds per connection.
          </p>
        )}
        {!pending && run && <Summary run={run} locale={locale} timeZone={timeZone} />}
      </div>
      {run?.results && (
        <div className={`mt-4 grid gap-6 ${pending ? "opacity-55" : ""}`}>
          {groupResults(run.results).map(([heading, results]) => (
            <Group key={heading} heading={heading} results={results} />
          ))}
        </div>
      )}
    </>
  );
}

function Summary({ run, ...format }: { run: Run; locale: string; timeZone: string }) {
  const problems = run.results ? countProblems(run.results) : null;
  const time = new Intl.DateTimeFormat(format.locale, {
    timeStyle: "medium",
    timeZone: format.timeZone,
  });
  return (
    <p data-testid="doctor-summary" className={problems === 0 ? "text-success" : "text-danger"}>
      {summarize(problems)}{" "}
      <time className="text-muted" dateTime={new Date(run.at).toISOString()}>
        {time.format(run.at)}
      </time>
    </p>
  );
}

function summarize(problems: number | null): string {
  if (problems === null) return "The checks failed to run. Try again, or use npm run doctor.";
  if (problems === 0) return "No issues";
  return problems === 1 ? "1 issue" : `${problems} issues`;
}

function Group({ heading, results }: { heading: string; results: CheckResult[] }) {
  return (
    <section aria-label={heading} className="rounded-lg border border-line bg-surface">
      <h2 className="border-b border-line px-4 py-2.5 font-medium break-words">{heading}</h2>
      <CheckResults results={results} />
    </section>
  );
}

function groupResults(results: readonly CheckResult[]): [string, CheckResult[]][] {
  const groups = new Map<string, CheckResult[]>();
  for (const result of results) {
    const name = result.group.charAt(0).toUpperCase() + result.group.slice(1);
    const heading = result.subject ? `${name}: ${result.subject}` : name;
    groups.set(heading, [...(groups.get(heading) ?? []), result]);
  }
  return [...groups];
}
