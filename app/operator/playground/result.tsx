"use client";
import { CircleAlert, CircleCheck } from "lucide-react";
import { type ReactNode, useState } from "react";
import { Button } from "@/components/ui/button";
import { Code } from "./code";
import { Countdown } from "./countdown";
import type { PlaygroundResult } from "./describe";
import { PanePreview } from "./pane-preview";

/** @param at when the token was minted, epoch milliseconds */
export function Result({ at, result }: { at: number; result: PlaygroundResult }) {
  const { name, allowed, steps, token, pane, snippets } = result;
  return (
    <div className="mt-8 grid gap-8" data-testid="viewed">
      <Section
        title={allowed ? `${name} can open this dashboard` : `${name} can’t open this dashboard`}
      >
        <ul className="grid gap-2">
          {steps.map(({ passed, text }) => (
            <li key={text} className="flex gap-2.5">
              {passed ? (
                <CircleCheck aria-hidden="true" className="mt-0.5 size-4 shrink-0 text-success" />
              ) : (
                <CircleAlert aria-hidden="true" className="mt-0.5 size-4 shrink-0 text-danger" />
              )}
              <span className="min-w-0 break-words">
                <span className="sr-only">{passed ? "Passed: " : "Failed: "}</span>
                {text}
              </span>
            </li>
          ))}
        </ul>
      </Section>
      {token && (
        <Section
          title="Test token"
          aside={<Countdown until={at + token.seconds * 1000} />}
          description={
            token.createdBy === "vendor"
              ? "Created by the vendor through its API."
              : "Created with the same credential as this person’s own tokens."
          }
        >
          <div className="grid gap-4 lg:grid-cols-2">
            <Code label="Header" code={JSON.stringify(token.header, null, 2)} />
            {token.claims ? (
              <Code label="Claims" code={JSON.stringify(token.claims, null, 2)} />
            ) : (
              <p className="text-muted">
                The claims are encrypted with a key that isn’t in the vault.
              </p>
            )}
          </div>
          <Code label="Token" code={token.text} wrap />
        </Section>
      )}
      {pane && <PreviewSection pane={pane} />}
      {snippets.length > 0 && (
        <Section
          title="Code"
          description="Ready to paste. Server code reads its secret from the environment."
        >
          <div className="grid gap-6">
            {snippets.map(({ id, label, needs, code }) => (
              <Code key={id} label={label} note={needs} code={code} />
            ))}
          </div>
        </Section>
      )}
    </div>
  );
}

function PreviewSection({ pane }: { pane: NonNullable<PlaygroundResult["pane"]> }) {
  const [open, setOpen] = useState(false);
  return (
    <Section
      title="Preview"
      description="Loading the preview uses the token. One-time tokens can’t be used again."
    >
      {open ? (
        <PanePreview pane={pane} />
      ) : (
        <div>
          <Button onClick={() => setOpen(true)}>Load preview</Button>
        </div>
      )}
    </Section>
  );
}

function Section({
  title,
  description,
  aside,
  children,
}: {
  title: string;
  description?: string;
  aside?: ReactNode;
  children: ReactNode;
}) {
  return (
    <section className="grid gap-3">
      <div>
        <div className="flex flex-wrap items-baseline justify-between gap-x-4">
          <h2 className="text-lg font-semibold">{title}</h2>
          {aside}
        </div>
        {description && <p className="text-muted">{description}</p>}
      </div>
      {children}
    </section>
  );
}
