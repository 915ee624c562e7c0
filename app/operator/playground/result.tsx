"use client";
import { CircleAlert, CircleCheck } from "lucide-react";
import { type ReactNode, useState } from "react";
import { Button } from "@/components/ui/button";
import type { Viewed } from "@/lib/embed/preview-embed";
import { Code } from "./code";
import { Countdown } from "./countdown";
import { Preview } from "./preview";

/** What one look brought: reasons, the token with its contents, a preview, code to copy. */
export function Result({ at, viewed }: { at: number; viewed: Viewed }) {
  const { person, allowed, reasons, token, pane, snippets } = viewed;
  return (
    <div className="mt-8 grid gap-8" data-testid="viewed">
      <Section title={allowed ? `${person.name} may open it` : `${person.name} may not open it`}>
        <ul className="grid gap-2">
          {reasons.map(({ holds, sentence }) => (
            <li key={sentence} className="flex gap-2.5">
              {holds ? (
                <CircleCheck aria-hidden="true" className="mt-0.5 size-4 shrink-0 text-success" />
              ) : (
                <CircleAlert aria-hidden="true" className="mt-0.5 size-4 shrink-0 text-danger" />
              )}
              <span className="min-w-0 break-words">
                <span className="sr-only">{holds ? "Yes: " : "No: "}</span>
                {sentence}
              </span>
            </li>
          ))}
        </ul>
      </Section>
      {token && (
        <Section
          title="Test token"
          beside={<Countdown until={at + token.seconds * 1000} />}
          sentence={
            token.maker === "vendor"
              ? "The vendor made it, asked through its API."
              : "Sealed by this host, with the key that a person's own tokens have."
          }
        >
          <div className="grid gap-4 lg:grid-cols-2">
            <Code label="Header" code={JSON.stringify(token.header, null, 2)} />
            {token.claims ? (
              <Code label="Claims" code={JSON.stringify(token.claims, null, 2)} />
            ) : (
              <p className="text-muted">
                Its claims are encrypted under a key that is not in the vault.
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
          sentence="Works as pasted; a server asks for its secret in the environment."
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

function PreviewSection({ pane }: { pane: NonNullable<Viewed["pane"]> }) {
  const [open, setOpen] = useState(false);
  return (
    <Section title="Preview" sentence="Uses the token: where it is one-time, it is spent then.">
      {open ? (
        <Preview pane={pane} />
      ) : (
        <div>
          <Button onClick={() => setOpen(true)}>Load it here</Button>
        </div>
      )}
    </Section>
  );
}

function Section({
  title,
  sentence,
  beside,
  children,
}: {
  title: string;
  sentence?: string;
  beside?: ReactNode;
  children: ReactNode;
}) {
  return (
    <section className="grid gap-3">
      <div>
        <div className="flex flex-wrap items-baseline justify-between gap-x-4">
          <h2 className="text-lg font-semibold">{title}</h2>
          {beside}
        </div>
        {sentence && <p className="text-muted">{sentence}</p>}
      </div>
      {children}
    </section>
  );
}
