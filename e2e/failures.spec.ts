import { readFileSync } from "node:fs";
import { FailurePages, forEachIntegration, overviewDashboards } from "./failure-pages";
import {
  type Fault,
  faultNames,
  findCell,
  findFailure,
  type Integration,
  type Phase,
  type Recovery,
  toMarkdown,
} from "./failure-table";
import { controlClock, endFaults, startFault } from "./faults";
import { expect, signInWithoutForm, test } from "./fixtures";

// Runs alone, after the others: a vendor's fault affects everyone.
test.describe.configure({ mode: "default" });

/** Past the timeouts of a mint and a load; and past the first few retries. */
const PAST_TIMEOUTS_S = 22;
const PAST_RETRIES_S = 60;
/** What these faults send as `Retry-After`. */
const RETRY_AFTER_S = 30;

const live = { state: "showing", reason: null, text: "", mounted: true, live: true };
const polling = { intervals: [100], timeout: 45_000 };

/** What a dashboard shows before the fault affects it proves nothing. */
async function expectAffected(pages: FailurePages, fault: Fault, integration: Integration) {
  if (fault === "vendor blocked by our CSP") return;
  const kind = fault.startsWith("mint") ? "mint" : "vendor";
  const hangs = fault.endsWith("hangs");
  const affected = () =>
    pages.requests(integration, kind).filter(({ finished }) => finished || hangs).length;
  const message = `${fault} × ${integration}: affected`;
  await expect.poll(affected, { ...polling, message }).toBeGreaterThan(0);
}

async function expectMinted(pages: FailurePages, integration: Integration) {
  const minted = () => pages.requests(integration, "mint").filter((sent) => sent.finished).length;
  await expect
    .poll(minted, { ...polling, message: `${integration}: new token` })
    .toBeGreaterThan(0);
}

async function expectOutcome(
  pages: FailurePages,
  fault: Fault,
  phase: Phase,
  integration: Integration,
) {
  const { state, reason, mounted, live, text } = findCell(fault, phase, integration);
  await expect
    .poll(() => pages.read(integration), {
      ...polling,
      message: `${fault} × ${integration}, ${phase}`,
    })
    .toEqual({ state, reason, mounted, live, text: expect.stringMatching(text) });
}

/** Checks that nothing is requested before `Retry-After` has passed. */
async function expectRetryAfterHonored(pages: FailurePages) {
  const before = pages.mintCounts();
  await pages.advance(RETRY_AFTER_S - 10);
  // Mints sent by timers are recorded once a later request has finished.
  await pages.onAll((page) =>
    page.evaluate(() => fetch("/api/health").then((response) => response.status)),
  );
  expect(pages.mintCounts()).toEqual(before);
}

async function expectRecovery(pages: FailurePages, fault: Fault, phase: Phase) {
  const recoveryOf = (integration: Integration) => findCell(fault, phase, integration).recovery;
  const forRecovery = (
    recoveries: Recovery[],
    action: (integration: Integration) => Promise<void>,
  ) =>
    forEachIntegration(async (integration) => {
      if (recoveries.includes(recoveryOf(integration))) await action(integration);
    });
  const labelOf = (integration: Integration) =>
    `${fault} × ${integration}, ${phase}: ${recoveryOf(integration)}`;
  const expectLive = (integration: Integration) =>
    expect
      .poll(() => pages.read(integration), { ...polling, message: labelOf(integration) })
      .toEqual(live);
  const expectStillLive = async (integration: Integration) =>
    expect(await pages.read(integration), labelOf(integration)).toEqual(live);
  const expectNotLive = async (integration: Integration) =>
    expect((await pages.read(integration)).live, labelOf(integration)).toBe(false);

  await forRecovery(["–"], expectStillLive);
  // A renewal that is still loading would time out when the clock moves.
  await forRecovery(["–"], (integration) =>
    expect(pages.find(integration).getByTestId("pane")).toHaveAttribute("data-state", "showing", {
      timeout: polling.timeout,
    }),
  );
  await pages.advance(PAST_RETRIES_S);
  await forRecovery(["–"], expectStillLive);
  await forRecovery(["page reload"], expectNotLive);
  if (recoveryOf("session") === "page reload") await pages.open();
  await forRecovery(["by itself", "page reload"], expectLive);
  await forRecovery(["next renewal", "reload"], expectNotLive);
  if (recoveryOf("session") === "reload" || recoveryOf("swap, without messages") === "next renewal")
    await pages.renew();
  await forRecovery(["next renewal"], expectLive);
  await forRecovery(["reload"], expectNotLive);
  await forRecovery(["reload"], async (integration) => {
    await pages.find(integration).getByRole("button", { name: "Reload dashboard" }).click();
    await expectLive(integration);
  });
}

for (const fault of faultNames) {
  test(fault, async ({ context, page, person, allowConsole }) => {
    test.setTimeout(150_000);
    // The browser and the vendors' pages log failures.
    allowConsole(/./);
    await signInWithoutForm(context, (await person("acme", ["Finance"])).email);
    const [element, session] = [await context.newPage(), await context.newPage()];
    const pages = new FailurePages({ overview: page, element, session });
    await page.setViewportSize({ width: 1_300, height: 2_600 });
    await pages.onAll(controlClock);
    // Other dashboards on the overview aren't part of this test.
    const skipOthers = () =>
      page.route(
        ({ pathname }) =>
          pathname.endsWith("/embed") &&
          !overviewDashboards.includes(pathname.split("/").at(-2) ?? ""),
        (route) => route.fulfill({ status: 404, json: {} }),
      );
    const start = async () => {
      pages.forgetRequests();
      await pages.onAll((one) => startFault(fault, one));
      await skipOthers();
    };
    const end = async () => {
      await pages.onAll(endFaults);
      await skipOthers();
    };
    const { opening, renewing, silent, retryAfter, onData } = findFailure(fault);
    const checkOutcome = async (phase: Phase) => {
      if (silent) await pages.advance(PAST_TIMEOUTS_S);
      await forEachIntegration((integration) => expectOutcome(pages, fault, phase, integration));
      if (retryAfter) await expectRetryAfterHonored(pages);
      await end();
      await expectRecovery(pages, fault, phase);
    };

    try {
      await skipOthers();
      if (opening) {
        await start();
        await pages.open();
        await forEachIntegration((integration) => expectAffected(pages, fault, integration));
        await checkOutcome("opening");
      } else {
        await pages.open();
        await forEachIntegration((integration) =>
          expect.poll(() => pages.read(integration), polling).toEqual(live),
        );
      }
      if (!renewing) return;
      const ofVendor = fault.startsWith("vendor");
      await start();
      if (ofVendor) await pages.refreshData();
      if (!onData) {
        pages.forgetRequests();
        await pages.renew();
      }
      await forEachIntegration((integration) => expectAffected(pages, fault, integration));
      // A renewal without visible effect must still have happened.
      if (ofVendor && !onData)
        await forEachIntegration((integration) => expectMinted(pages, integration));
      await checkOutcome("renewing");
    } finally {
      await end();
    }
  });
}

const withoutPadding = (table: string) => table.replace(/-{3,}/g, "---").replace(/ *\| */g, "|");

test("docs/failures.md has these tables", () => {
  const document = withoutPadding(readFileSync("docs/failures.md", "utf8"));
  for (const phase of ["opening", "renewing"] as const)
    expect(document).toContain(withoutPadding(toMarkdown(phase)));
});
