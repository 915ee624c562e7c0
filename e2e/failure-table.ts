/** One dashboard for each way to show and renew one. */
export const integrations = {
  "message, frame": { dashboard: "explo-overview", vendor: "explo" },
  "message, element": { dashboard: "explo-component", vendor: "explo" },
  "message, component": { dashboard: "scoop-canvas", vendor: "scoop" },
  "swap, with messages": { dashboard: "sigma-workbook", vendor: "sigma" },
  "swap, without messages": { dashboard: "holistics-dashboard", vendor: "holistics" },
  session: { dashboard: "basedash-app", vendor: "basedash" },
} as const;
export type Integration = keyof typeof integrations;
export const integrationNames = Object.keys(integrations) as Integration[];

/**
 * What a person sees: the pane's `data-state` and `data-reason`, our text, whether the vendor's frame or
 * element is there, and whether it says that it is live.
 */
export const outcomes = {
  retrying: {
    state: "interrupted",
    reason: null,
    text: /^We couldn't load this dashboard yet\. Retrying…/,
    mounted: false,
    live: false,
  },
  kept: {
    state: "interrupted",
    reason: null,
    text: /^(Reconnecting…|We couldn't get new data\.) Data from \d/,
    mounted: true,
    live: true,
  },
  "vendor's error, line": {
    state: "interrupted",
    reason: null,
    text: /^Reconnecting… Data from \d/,
    mounted: true,
    live: false,
  },
  notice: {
    state: "refused",
    reason: "vendor_unreachable",
    text: /didn't load.*It may be down, or it may not allow this site/s,
    mounted: false,
    live: false,
  },
  "CSP notice": {
    state: "refused",
    reason: "vendor_unreachable",
    text: /didn't load.*This page was opened before .* was allowed on it/s,
    mounted: false,
    live: false,
  },
  "vendor's error": { state: "showing", reason: null, text: /^$/, mounted: true, live: false },
  unaffected: { state: "showing", reason: null, text: /^$/, mounted: true, live: true },
} as const;
export type Outcome = keyof typeof outcomes;

/** When it is live again after the fault ends. */
export type Recovery = "by itself" | "next renewal" | "reload" | "page reload" | "–";
type Cell = `${Outcome}: ${Recovery}`;
type Row = Record<Integration, Cell>;
type Failure = {
  /** The fault starts before the page is opened, or while a dashboard is shown. */
  readonly opening?: Row;
  readonly renewing?: Row;
  /** Detected by a timeout only. */
  readonly silent?: true;
  readonly retryAfter?: true;
  /** Affects requests for data rather than renewals. */
  readonly onData?: true;
};

const everywhere = (cell: Cell): Row =>
  Object.fromEntries(integrationNames.map((name) => [name, cell])) as Row;
const noMint = {
  opening: everywhere("retrying: by itself"),
  renewing: everywhere("kept: by itself"),
};
const invisibleWithoutMessages = {
  ...everywhere("notice: by itself"),
  "swap, without messages": "vendor's error: next renewal",
  // Renewals extend the session in the background.
  session: "vendor's error: reload",
} as const satisfies Row;
/** Affects new frames only. */
const newFramesFail = {
  ...everywhere("unaffected: –"),
  "swap, with messages": "kept: by itself",
  "swap, without messages": "vendor's error: next renewal",
} as const satisfies Row;

/** Published in docs/failures.md and checked by failures.spec.ts. */
export const failures = {
  "mint returns 500": noMint,
  "mint returns 503, Retry-After": { ...noMint, retryAfter: true },
  "mint returns 429, Retry-After": { ...noMint, retryAfter: true },
  "mint hangs": { ...noMint, silent: true },
  "mint drops the connection": noMint,
  "vendor hangs": {
    silent: true,
    opening: everywhere("notice: by itself"),
    renewing: {
      ...everywhere("kept: by itself"),
      "message, frame": "unaffected: –",
      "message, element": "unaffected: –",
      "message, component": "unaffected: –",
    },
  },
  "vendor is slow": {
    opening: everywhere("unaffected: –"),
    // Shown a fixed time after loading, because the vendor doesn't report when data arrives.
    renewing: {
      ...everywhere("unaffected: –"),
      "swap, without messages": "vendor's error: by itself",
    },
  },
  "vendor returns errors": {
    silent: true,
    opening: invisibleWithoutMessages,
    renewing: newFramesFail,
  },
  "vendor rejects our origin": {
    silent: true,
    opening: invisibleWithoutMessages,
    renewing: newFramesFail,
  },
  "vendor's clock is wrong": {
    silent: true,
    opening: { ...invisibleWithoutMessages, "message, component": "vendor's error: next renewal" },
    renewing: {
      ...everywhere("vendor's error: by itself"),
      "message, component": "vendor's error: next renewal",
      "swap, with messages": "vendor's error, line: by itself",
      "swap, without messages": "vendor's error: next renewal",
      session: "unaffected: –",
    },
  },
  "vendor loses its sessions": {
    onData: true,
    renewing: {
      ...everywhere("unaffected: –"),
      "message, component": "vendor's error: next renewal",
      "swap, with messages": "vendor's error: by itself",
      session: "vendor's error: reload",
    },
  },
  "vendor treats the token as expired": {
    onData: true,
    renewing: {
      ...everywhere("vendor's error: by itself"),
      "message, component": "vendor's error: next renewal",
      "swap, with messages": "vendor's error, line: by itself",
      "swap, without messages": "vendor's error: next renewal",
      session: "vendor's error: reload",
    },
  },
  "vendor blocked by our CSP": { opening: everywhere("CSP notice: page reload") },
} as const satisfies Record<string, Failure>;
export type Fault = keyof typeof failures;
export type Phase = "opening" | "renewing";
export const faultNames = Object.keys(failures) as Fault[];

export const findFailure = (fault: Fault): Failure => failures[fault];

export function findCell(fault: Fault, phase: Phase, integration: Integration) {
  const cell = findFailure(fault)[phase]?.[integration];
  if (!cell) throw new Error(`no cell for ${fault} × ${integration}, ${phase}`);
  const [outcome, recovery] = cell.split(": ") as [Outcome, Recovery];
  return { outcome, recovery, ...outcomes[outcome] };
}

/** One phase as a table for docs/failures.md. */
export function toMarkdown(phase: Phase): string {
  const rows = faultNames
    .filter((fault) => findFailure(fault)[phase])
    .map((fault) => {
      const cells = integrationNames.map((integration) => {
        const { outcome, recovery } = findCell(fault, phase, integration);
        return recovery === "–" ? outcome : `${outcome}; ${recovery}`;
      });
      return `| ${[fault, ...cells].join(" | ")} |`;
    });
  const head = ["", ...integrationNames];
  return [`| ${head.join(" | ")} |`, `|${"---|".repeat(head.length)}`, ...rows].join("\n");
}
