import { type BrowserContext, expect, type Frame, type Request } from "@playwright/test";

/** Every document reports once a second. One that was silent for this long drew nothing: a gap. */
const BEAT_MS = 1_000;
const SILENT_MS = 5_000;

/** What the host's page shows: the frame with this number, or the element's own `word`. */
export type HostReport = {
  at: number;
  state: string;
  reason: string;
  number: string;
  word?: string;
};
/** What the vendor's page says of itself. */
export type VendorReport = { at: number; word: string };
type VendorReports = Map<string | undefined, VendorReport[]>;
/** A span in which the pane was not shown and live, from this second on, and what was seen instead. */
export type Gap = { second: number; ms: number; saw: string };

/**
 * Opens a dashboard in its own tab, waits until it is live and follows it from inside the host's page and
 * the vendor's: every change of either is reported with its time, so that a busy machine makes a report
 * late but not wrong.
 */
export async function watchPane(context: BrowserContext, path: string) {
  const page = await context.newPage();
  const dashboard = path.split("/").at(-1) ?? "";
  const host: HostReport[] = [];
  const vendors: VendorReports = new Map();
  /** The number that the host's page gave to each frame. */
  const numbers = new Map<Frame, Promise<string | undefined>>();
  await page.exposeBinding("report", async ({ frame }, report: HostReport & VendorReport) => {
    if (frame === page.mainFrame()) return host.push(report);
    if (!numbers.has(frame)) numbers.set(frame, numberOf(frame));
    const number = await numbers.get(frame);
    vendors.set(number, [...(vendors.get(number) ?? []), report]);
  });
  await page.addInitScript(reportChanges, BEAT_MS);
  let [mints, failed, mode] = [0, 0, ""];
  const isMint = (message: Pick<Request, "url">) => message.url().endsWith("/embed");
  page.on("request", (request) => {
    if (isMint(request)) mints += 1;
  });
  page.on("requestfailed", (request) => {
    if (isMint(request)) failed += 1;
  });
  page.on("response", async (response) => {
    if (!isMint(response)) return;
    if (!response.ok()) failed += 1;
    else mode ||= (await response.json().catch(() => ({}))).renewal?.mode ?? "";
  });
  await page.goto(path);
  await expect
    .poll(() => findGaps(host, vendors, Date.now() - 500, Date.now()), { timeout: 60_000 })
    .toEqual([]);

  let [started, before] = [0, 0];
  const gapsUntil = (until: number) => findGaps(host, vendors, started, until);
  return {
    dashboard,
    mints: () => mints - before,
    gapsUntil,
    start() {
      [started, before, failed] = [Date.now(), mints, 0];
    },
    sumUp(until: number) {
      const reports = [host, ...vendors.values()].reduce((sum, list) => sum + list.length, 0);
      return { dashboard, mode, reports, gaps: gapsUntil(until), mints: mints - before, failed };
    },
  };
}

/** The number by which the host's page tells this frame from others; it was given before it loaded. */
async function numberOf(frame: Frame): Promise<string | undefined> {
  const node = await frame.frameElement().catch(() => undefined);
  return (await node?.getAttribute("data-number").catch(() => undefined)) ?? undefined;
}

/** The spans between the two times in which what was shown was not live, in order. */
export function findGaps(
  host: HostReport[],
  vendors: VendorReports,
  from: number,
  until: number,
): Gap[] {
  const gaps: { start: number; end: number; saw: string }[] = [];
  const add = (start: number, end: number, saw: string) => {
    const [first, last] = [Math.max(start, from), Math.min(end, until)];
    if (last <= first) return;
    const before = gaps.at(-1);
    if (before && before.saw === saw && before.end >= first) before.end = last;
    else gaps.push({ start: first, end: last, saw });
  };
  eachSpan(host, from, until, ({ state, reason, word, number }, start, end) => {
    if (!["showing", "renewing"].includes(state)) add(start, end, `pane ${state} ${reason}`);
    else if (word !== undefined) {
      if (word !== "live") add(start, end, `vendor "${word}"`);
    } else {
      const reports = vendors.get(number) ?? [];
      const first = reports[0]?.at ?? end;
      if (reports.length === 0 || first > start) {
        add(start, Math.min(end, first), "nothing of the vendor");
      }
      eachSpan(reports, start, end, ({ word }, since, till) => {
        if (word !== "live") add(since, till, `vendor "${word}"`);
      });
      add(lastReport(reports) + SILENT_MS, end, "the vendor was silent");
    }
  });
  add(lastReport(host) + SILENT_MS, until, "the page was silent");
  return gaps
    .sort((a, b) => a.start - b.start)
    .map(({ start, end, saw }) => ({
      second: Math.round((start - from) / 1_000),
      ms: end - start,
      saw,
    }));
}

/** Calls `work` with each report and the span in which it was the latest, between the two times. */
function eachSpan<Report extends { at: number }>(
  reports: Report[],
  from: number,
  until: number,
  work: (report: Report, start: number, end: number) => void,
): void {
  reports.forEach((report, index) => {
    const start = Math.max(report.at, from);
    const end = Math.min(reports[index + 1]?.at ?? until, until);
    if (end > start) work(report, start, end);
  });
}

const lastReport = (reports: { at: number }[]) => reports.at(-1)?.at ?? 0;

/** Runs in every document: reports the pane's state, or what the vendor's page says of itself. */
function reportChanges(beat: number): void {
  const changes = { subtree: true, childList: true, characterData: true, attributes: true };
  const wordIn = (root: ParentNode) =>
    root.querySelector("[data-testid=state]")?.textContent?.trim() ?? "";
  let frameCount = 0;
  let last = "";
  const readVendor = () => ({ word: wordIn(document) });
  const readHost = () => {
    const pane = document.querySelector<HTMLElement>("[data-testid=pane]");
    const frames = [...(pane?.querySelectorAll("iframe") ?? [])];
    for (const frame of frames) {
      if (frame.dataset.number) continue;
      frameCount += 1;
      frame.dataset.number = String(frameCount);
    }
    const shown = frames.find((frame) => !frame.closest("[inert]"));
    const element = [...(pane?.querySelectorAll<HTMLElement>("*") ?? [])].find(
      (node) => node.shadowRoot,
    );
    if (element?.shadowRoot && !element.dataset.number) {
      element.dataset.number = "element";
      observer.observe(element.shadowRoot, { ...changes, attributeFilter: ["inert"] });
    }
    return {
      state: pane?.dataset.state ?? "",
      reason: pane?.dataset.reason ?? "",
      number: shown?.dataset.number ?? "none",
      word: element?.shadowRoot && !shown ? wordIn(element.shadowRoot) : undefined,
    };
  };
  const read = window === window.top ? readHost : readVendor;
  const send = (always: boolean) => {
    const current = read();
    const text = JSON.stringify(current);
    if (text === last && !always) return;
    last = text;
    (window as unknown as { report: (report: object) => void }).report({
      ...current,
      at: Date.now(),
    });
  };
  const observer = new MutationObserver(() => send(false));
  const attributeFilter = ["inert", "data-state", "data-reason"];
  observer.observe(document, { ...changes, attributeFilter });
  send(true);
  setInterval(() => send(true), beat);
}
