// Keeps what a pane did, for whoever looks behind it. Nothing keeps any where nobody does.
import type { RenewalEffect } from "@/lib/renewal/state";

export type TraceEntry = {
  /** Wall clock, milliseconds. */
  readonly at: number;
  readonly what: RenewalEffect["do"] | "minted" | "failed" | "denied" | "heard" | "broken";
  /** Number of the mint, name of the message or reason; never a token. */
  readonly about: string;
};

const MOST = 200;

/** A list that forgets its oldest entries. */
export function startTrace() {
  const entries: TraceEntry[] = [];
  return {
    entries: entries as readonly TraceEntry[],
    add(what: TraceEntry["what"], about: string | number = "") {
      entries.push({ at: Date.now(), what, about: String(about) });
      if (entries.length > MOST) entries.shift();
    },
  };
}

export type Trace = ReturnType<typeof startTrace>;
