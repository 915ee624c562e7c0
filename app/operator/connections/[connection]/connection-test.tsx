"use client";
import { Form } from "@/components/ui/form";
import type { FormAction } from "@/components/ui/form-state";
import type { TestResult } from "@/lib/connections/test-connection";

/** Tests the connection and lists the results. */
export function ConnectionTest({ action }: { action: FormAction<TestResult[]> }) {
  return (
    <Form<TestResult[]>
      action={action}
      submitLabel="Test connection"
      pendingLabel="Testing…"
      variant="secondary"
    >
      {({ result }) =>
        result && (
          <ul
            aria-label="Test results"
            className="divide-y divide-line rounded-lg border border-line bg-surface"
          >
            {result.map(({ what, ok, found }) => (
              <li key={what} className="grid gap-x-4 px-4 py-2.5 sm:grid-cols-[14rem_1fr]">
                <span className="font-medium break-words">
                  <span className={ok ? "text-success" : "text-danger"}>
                    {ok ? "Passed: " : "Failed: "}
                  </span>
                  {what}
                </span>
                <span className="text-muted">{found}</span>
              </li>
            ))}
          </ul>
        )
      }
    </Form>
  );
}
