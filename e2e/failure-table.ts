// The failure table: fault × way → what is seen and when it comes back. docs/failures.md shows these cells,
// failures.spec.ts makes each of them happen.

/** One dashboard of each way, and its vendor's door in the sandbox. */
export const ways = {
  "message, frame": { dashboard: "explo-overview", door: "explo" },
  "message, element": { dashboard: "explo-component", door: "explo" },
  "message, component": { dashboard: "scoop-canvas", door: "scoop" },
  "swap, with messages": { dashboard: "sigma-workbook", door: "sigma" },
  "swap, without": { dashboard: "holistics-dashboard", door: "holistics" },
  session: { dashboard: "basedash-app", door: "basedash" },
} as const;
export type Way = keyof typeof ways;
export const wayNames = Object.keys(ways) as Way[];

/**
 * What a person sees: the pane's `data-state` and `data-reason`, our words, the vendor's frame or element
 * (`there`), and whether it says that it is alive.
 */
export const seen = {
  waits: {
    state: "interrupted",
    reason: null,
    words: /^The dashboard could not be loaded yet\. Trying again…/,
    there: false,
    live: false,
  },
  keeps: {
    state: "interrupted",
    reason: null,
    words: /^(Reconnecting…|No new data for now) — data from \d/,
    there: true,
    live: true,
  },
  both: {
    state: "interrupted",
    reason: null,
    words: /^Reconnecting… — data from \d/,
    there: true,
    live: false,
  },
  says: {
    state: "refused",
    reason: "vendor_unreachable",
    words: /did not show this dashboard.*It may be down, or it may not accept this site's address/s,
    there: false,
    live: false,
  },
  policy: {
    state: "refused",
    reason: "vendor_unreachable",
    words: /did not show this dashboard.*This page was loaded before it let .* in/s,
    there: false,
    live: false,
  },
  theirs: { state: "showing", reason: null, words: /^$/, there: true, live: false },
  nothing: { state: "showing", reason: null, words: /^$/, there: true, live: true },
} as const;
export type Seen = keyof typeof seen;

/** When it comes back once the fault is over; `stays`: it never went away. */
export type Back = "by itself" | "next renewal" | "load again" | "new page" | "stays";
type Cell = `${Seen}: ${Back}`;
type Row = Record<Way, Cell>;

const all = (cell: Cell): Row =>
  Object.fromEntries(wayNames.map((way) => [way, cell])) as Record<Way, Cell>;
const noMint = { opening: all("waits: by itself"), renewing: all("keeps: by itself") };
const unheard = (messages: Cell): Row => ({
  ...all(messages),
  "swap, without": "theirs: next renewal",
  // Its renewals prolong the session behind what is shown, whatever that is.
  session: "theirs: load again",
});
/** What is shown needs nothing new; what is loaded anew does. */
const undisturbed: Row = {
  ...all("nothing: stays"),
  "swap, with messages": "keeps: by itself",
  "swap, without": "theirs: next renewal",
};

/** `opening`: the fault is there before the page; `renewing`: it comes over a shown dashboard. */
export const failures = {
  "mint answers 500": noMint,
  "mint answers 503, Retry-After": noMint,
  "mint answers 429, Retry-After": noMint,
  "mint hangs": noMint,
  "mint drops the connection": noMint,
  "vendor hangs": {
    opening: all("says: by itself"),
    renewing: {
      ...all("keeps: by itself"),
      "message, frame": "nothing: stays",
      "message, element": "nothing: stays",
      "message, component": "nothing: stays",
    },
  },
  "vendor is slow": {
    opening: all("nothing: stays"),
    // Nothing says when its data is there, so it is shown a little after it has loaded.
    renewing: { ...all("nothing: stays"), "swap, without": "theirs: by itself" },
  },
  "vendor fails": { opening: unheard("says: by itself"), renewing: undisturbed },
  "vendor refuses our origin": { opening: unheard("says: by itself"), renewing: undisturbed },
  "vendor's clock is wrong": {
    opening: { ...unheard("says: by itself"), "message, component": "theirs: next renewal" },
    renewing: {
      ...all("theirs: by itself"),
      "message, component": "theirs: next renewal",
      "swap, with messages": "both: by itself",
      "swap, without": "theirs: next renewal",
      session: "nothing: stays",
    },
  },
  "vendor forgets its sessions": {
    renewing: {
      ...all("nothing: stays"),
      "message, component": "theirs: next renewal",
      "swap, with messages": "theirs: by itself",
      session: "theirs: load again",
    },
  },
  "vendor takes the token for expired": {
    renewing: {
      ...all("theirs: by itself"),
      "message, component": "theirs: next renewal",
      "swap, with messages": "both: by itself",
      "swap, without": "theirs: next renewal",
      session: "theirs: load again",
    },
  },
  "vendor blocked by our policy": { opening: all("policy: new page") },
} as const satisfies Record<string, { opening?: Row; renewing?: Row }>;
export type Fault = keyof typeof failures;
export const faultNames = Object.keys(failures) as Fault[];
export type Phase = "opening" | "renewing";

const rowOf = (fault: Fault, phase: Phase): Row | undefined =>
  (failures[fault] as { opening?: Row; renewing?: Row })[phase];

/** Whether this fault is looked at in this phase. */
export const happens = (fault: Fault, phase: Phase) => rowOf(fault, phase) !== undefined;

export function cellOf(fault: Fault, phase: Phase, way: Way) {
  const cell = rowOf(fault, phase)?.[way];
  if (!cell) throw new Error(`There is no cell ${fault} × ${way}, ${phase}.`);
  const [what, back] = cell.split(": ") as [Seen, Back];
  return { what, back, ...seen[what] };
}

/** The table of one phase, as docs/failures.md has it. */
export function markdownOf(phase: Phase): string {
  const lines = faultNames
    .filter((fault) => happens(fault, phase))
    .map((fault) => {
      const cells = wayNames.map((way) => cellOf(fault, phase, way));
      return `| ${[fault, ...cells.map(({ what, back }) => `${what}, ${back}`)].join(" | ")} |`;
    });
  const head = ["", ...wayNames];
  return [`| ${head.join(" | ")} |`, `|${"---|".repeat(head.length)}`, ...lines].join("\n");
}
