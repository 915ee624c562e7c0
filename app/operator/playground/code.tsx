"use client";
import { useId } from "react";
import { Button } from "@/components/ui/button";
import { useToast } from "@/components/ui/toast";

/** Code with a copy button. */
export function Code({
  label,
  note,
  code,
  wrap = false,
}: {
  label: string;
  note?: string;
  code: string;
  wrap?: boolean;
}) {
  const id = useId();
  const toast = useToast();
  const copy = () =>
    navigator.clipboard.writeText(code).then(
      () => toast("Copied"),
      () => toast("Your browser blocked copying. Select the text instead."),
    );
  return (
    <div className="min-w-0">
      <div className="mb-1 flex items-center justify-between gap-3">
        <h3 id={id} className="font-medium">
          {label}
        </h3>
        <Button variant="ghost" onClick={copy} aria-label={`Copy ${label}`}>
          Copy
        </Button>
      </div>
      {note && <p className="mb-1.5 text-sm text-muted">{note}</p>}
      <section
        aria-labelledby={id}
        // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard
        tabIndex={0}
        className="max-h-96 overflow-auto rounded-lg border border-line bg-surface p-3"
      >
        <pre className={`text-sm ${wrap ? "break-all whitespace-pre-wrap" : ""}`}>
          <code>{code}</code>
        </pre>
      </section>
    </div>
  );
}
