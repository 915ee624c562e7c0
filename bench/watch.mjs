// Follows one pane in its own tab, from inside the host's page and the vendor's: every change of either is
// told with the time at which it happened, so that a busy machine makes it late but not wrong.

/** Every document also speaks once a second. One that was silent for this long drew nothing: a gap. */
const BEAT = 1_000;
const SILENT = 5_000;

/**
 * Opens a dashboard and waits until it is live.
 *
 * @returns `dashboard`; `begin` starts, `end` sums up: `gaps` are spans in which the pane was not shown
 *   and live, each with its second, its length in ms and what was seen instead; `told` is the count of
 *   reports it was made from
 */
export async function watchPane(context, path) {
  const page = await context.newPage();
  const dashboard = path.split("/").at(-1);
  const host = [];
  /** What each frame of the vendor's said, by the number that the host's page gave it. */
  const vendors = new Map();
  const numbers = new Map();
  await page.exposeBinding("tell", async ({ frame }, report) => {
    if (frame === page.mainFrame()) return host.push(report);
    if (!numbers.has(frame)) numbers.set(frame, numberOf(frame));
    const number = await numbers.get(frame);
    if (!vendors.has(number)) vendors.set(number, []);
    vendors.get(number).push(report);
  });
  await page.addInitScript(follow, BEAT);
  let [mints, failed, mode] = [0, 0, ""];
  const isMint = (message) => message.url().endsWith("/embed");
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

  const gaps = (from, until) => findGaps(host, vendors, from, until);
  const limit = Date.now() + 60_000;
  for (let all = ["not yet"]; all.length > 0; all = gaps(Date.now() - 500, Date.now())) {
    if (Date.now() > limit) throw new Error(`${dashboard} did not become live.`);
    await new Promise((done) => setTimeout(done, 200));
  }

  let [begun, before] = [0, 0];
  return {
    dashboard,
    mints: () => mints - before,
    gaps: (until = Date.now()) => gaps(begun, until),
    begin() {
      [begun, before, failed] = [Date.now(), mints, 0];
    },
    end(until) {
      const told = [host, ...vendors.values()].reduce((sum, list) => sum + list.length, 0);
      return { dashboard, mode, told, gaps: gaps(begun, until), mints: mints - before, failed };
    },
  };
}

/** The number by which the host's page tells this frame from others; it was given before it loaded. */
async function numberOf(frame) {
  const node = await frame.frameElement().catch(() => undefined);
  return node?.getAttribute("data-number").catch(() => undefined);
}

/** @returns the spans within the two times in which what was shown was not live, in order */
export function findGaps(host, vendors, from, until) {
  const gaps = [];
  const note = (start, end, saw) => {
    const [first, last] = [Math.max(start, from), Math.min(end, until)];
    if (last <= first) return;
    const before = gaps.at(-1);
    if (before && before.saw === saw && before.end >= first) before.end = last;
    else gaps.push({ start: first, end: last, saw });
  };
  eachSpan(host, from, until, ({ state, reason, word, number }, start, end) => {
    if (!["showing", "renewing"].includes(state)) note(start, end, `pane ${state} ${reason}`);
    else if (word !== undefined) {
      if (word !== "live") note(start, end, `vendor "${word}"`);
    } else {
      const said = vendors.get(number) ?? [];
      if (said.length === 0 || said[0].at > start)
        note(start, Math.min(end, said[0]?.at ?? end), "nothing of the vendor");
      eachSpan(said, start, end, (one, since, till) => {
        if (one.word !== "live") note(since, till, `vendor "${one.word}"`);
      });
      note(lastSpoken(said) + SILENT, end, "the vendor was silent");
    }
  });
  note(lastSpoken(host) + SILENT, until, "the page was silent");
  return gaps
    .sort((a, b) => a.start - b.start)
    .map(({ start, end, saw }) => ({
      second: Math.round((start - from) / 1_000),
      ms: end - start,
      saw,
    }));
}

/** Calls `work` with each report and the span of time in which it was the latest, within the two times. */
function eachSpan(reports, from, until, work) {
  reports.forEach((report, index) => {
    const start = Math.max(report.at, from);
    const end = Math.min(reports[index + 1]?.at ?? until, until);
    if (end > start) work(report, start, end);
  });
}

const lastSpoken = (reports) => reports.at(-1)?.at ?? 0;

/** Runs in every document: tells what the pane's state is, or what the vendor's page says of its own. */
function follow(beat) {
  const word = (root) => root?.querySelector("[data-testid=state]")?.textContent?.trim() ?? "";
  let numbered = 0;
  let said = "";
  const observe = (root) => observer.observe(root, { ...everything, attributeFilter: ["inert"] });
  const vendor = () => ({ word: word(document) });
  const host = () => {
    const pane = document.querySelector("[data-testid=pane]");
    const frames = [...(pane?.querySelectorAll("iframe") ?? [])];
    for (const frame of frames) {
      if (frame.dataset.number) continue;
      numbered += 1;
      frame.dataset.number = String(numbered);
    }
    const shown = frames.find((frame) => !frame.closest("[inert]"));
    const element = [...(pane?.querySelectorAll("*") ?? [])].find((node) => node.shadowRoot);
    if (element && !element.dataset.number) {
      element.dataset.number = "element";
      observe(element.shadowRoot);
    }
    return {
      state: pane?.dataset.state ?? "",
      reason: pane?.dataset.reason ?? "",
      number: shown?.dataset.number ?? "none",
      word: element && !shown ? word(element.shadowRoot) : undefined,
    };
  };
  const look = window === window.top ? host : vendor;
  const tell = (always) => {
    const now = look();
    const text = JSON.stringify(now);
    if (text === said && !always) return;
    said = text;
    window.tell({ ...now, at: Date.now() });
  };
  const everything = { subtree: true, childList: true, characterData: true, attributes: true };
  const observer = new MutationObserver(() => tell(false));
  observer.observe(document, {
    ...everything,
    attributeFilter: ["inert", "data-state", "data-reason"],
  });
  tell(true);
  setInterval(() => tell(true), beat);
}
