"use client";
import { CheckResults } from "@/app/operator/check-results";
import { Form } from "@/components/ui/form";
import type { FormAction } from "@/components/ui/form-state";
import type { CheckResult } from "@/lib/doctor/check-result";

export function ConnectionTest({ action }: { action: FormAction<CheckResult[]> }) {
  return (
    <Form<CheckResult[]>
      action={action}
      submitLabel="Test connection"
      pendingLabel="Testing…"
      variant="secondary"
    >
      {({ result }) =>
        result && (
          <section aria-label="Test results" className="rounded-lg border border-line bg-surface">
            <CheckResults results={result} />
          </section>
        )
      }
    </Form>
  );
}
