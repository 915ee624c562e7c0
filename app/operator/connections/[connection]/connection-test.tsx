"use client";
import { ActionForm } from "@/components/ui/old-form";
import type { FormAction } from "@/components/ui/old-form-state";

/** Tries the connection, and says of each thing how it went. */
export function ConnectionTest({ connection, action }: { connection: string; action: FormAction }) {
  return (
    <ActionForm
      action={action}
      submit="Test connection"
      busyWords="Testing"
      variant="secondary"
      hidden={{ connection }}
    >
      {(state) =>
        state?.findings && (
          <ul
            aria-label="What was found"
            className="divide-y divide-line rounded-lg border border-line bg-surface"
          >
            {state.findings.map((one) => (
              <li key={one.what} className="grid gap-x-4 px-4 py-2.5 sm:grid-cols-[14rem_1fr]">
                <span className="font-medium break-words">
                  <span className={one.ok ? "text-success" : "text-danger"}>
                    {one.ok ? "Works: " : "Wrong: "}
                  </span>
                  {one.what}
                </span>
                <span className="text-muted">{one.found}</span>
              </li>
            ))}
          </ul>
        )
      }
    </ActionForm>
  );
}
