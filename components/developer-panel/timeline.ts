// Decides how what a pane did is told: of which kind it was, and in which words.
import type { TraceEntry } from "@/components/pane/trace";

export type Kind = "mint" | "message" | "swap" | "failure";
export type Told = { readonly kind: Kind; readonly words: string };

const told: Record<TraceEntry["what"], (about: string) => Told | undefined> = {
  mint: (n) => ({ kind: "mint", words: `Asked for token ${n}` }),
  minted: (n) => ({ kind: "mint", words: `Token ${n} came` }),
  failed: (n) => ({ kind: "failure", words: `Token ${n} did not come` }),
  denied: (reason) => ({ kind: "failure", words: `Refused: ${reason.replaceAll("_", " ")}` }),
  abort: (n) => ({ kind: "failure", words: `Gave up waiting for token ${n}` }),
  present: (n) => ({ kind: "swap", words: `Loads token ${n}, unseen` }),
  open: (n) => ({ kind: "swap", words: `Opens the next session with token ${n}, unseen` }),
  show: (n) => ({ kind: "swap", words: `Shows what token ${n} opened` }),
  give: (n) => ({ kind: "message", words: `Handed token ${n} over` }),
  heard: (name) => ({ kind: "message", words: `Heard ${name}` }),
  broken: (said) => ({ kind: "failure", words: `The vendor failed${said && `: ${said}`}` }),
  discard: (n) => ({ kind: "swap", words: `Let go of token ${n}` }),
  remove: () => ({ kind: "failure", words: "Took everything off the screen" }),
  wake: () => undefined,
};

/** One entry in words; nothing where it is not worth any. */
export function tell({ what, about }: TraceEntry): Told | undefined {
  return told[what](about);
}
