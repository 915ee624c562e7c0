import type { RenewalEffect, RenewalEvent } from "@/lib/renewal/state";

/** `error`: the vendor's own words. No entry holds a token. */
export type Traced =
  | RenewalEffect
  | RenewalEvent
  | { readonly type: "message"; readonly name: string; readonly error: string | undefined };

/** `at`: wall clock in milliseconds. */
export type TraceEntry = { readonly at: number; readonly traced: Traced };

const MAX_ENTRIES = 200;
const frequent = /^(set_timer|tick|activity|access)$/;

/** The latest events and effects of a pane, for the developer panel. */
export function createTrace() {
  const entries: TraceEntry[] = [];
  return {
    entries: entries as readonly TraceEntry[],
    add(traced: Traced) {
      if (frequent.test(traced.type)) return;
      entries.push({ at: Date.now(), traced });
      if (entries.length > MAX_ENTRIES) entries.shift();
    },
  };
}

export type Trace = ReturnType<typeof createTrace>;
