import type { Locator, Page, Request } from "@playwright/test";
import { type Integration, integrationNames, integrations } from "./failure-table";
import { advanceClock } from "./faults";
import { expect } from "./fixtures";
import { sandboxUrl } from "./sandbox";

/** Past the renewal of a token of five minutes, and of a vendor session of eight hours. */
const PAST_RENEWAL_S = 155;
const PAST_SESSION_RENEWAL_S = 26_000;

// An element shares our page's clock, and a session is renewed hours later, so each has its own page.
type PageName = "overview" | "element" | "session";
type Sent = { page: PageName; url: string; finished: boolean };

const pageNameOf = (integration: Integration): PageName =>
  integration === "message, element"
    ? "element"
    : integration === "session"
      ? "session"
      : "overview";
const paths: Record<PageName, string> = {
  overview: "/acme/overview",
  element: `/acme/dashboards/${integrations["message, element"].dashboard}`,
  session: `/acme/dashboards/${integrations.session.dashboard}`,
};

export const overviewDashboards: readonly string[] = integrationNames
  .filter((integration) => pageNameOf(integration) === "overview")
  .map((integration) => integrations[integration].dashboard);

/** A dashboard of each integration, on three pages, and their requests. */
export class FailurePages {
  #sent: Sent[] = [];
  #byRequest = new Map<Request, Sent>();

  constructor(readonly pages: Record<PageName, Page>) {
    for (const [name, page] of Object.entries(pages) as [PageName, Page][]) {
      page.on("request", (request) => {
        const sent = { page: name, url: request.url(), finished: false };
        this.#byRequest.set(request, sent);
        this.#sent.push(sent);
      });
      const finish = (request: Request) =>
        Object.assign(this.#byRequest.get(request) ?? {}, { finished: true });
      // Not `requestfinished`: a response whose body is never read doesn't finish.
      page.on("response", (response) => finish(response.request()));
      page.on("requestfailed", finish);
    }
  }

  onAll(action: (page: Page) => Promise<unknown>) {
    return Promise.all(Object.values(this.pages).map(action));
  }

  open() {
    const names = Object.keys(this.pages) as PageName[];
    return Promise.all(names.map((name) => this.pages[name].goto(paths[name])));
  }

  advance(seconds: number) {
    return this.onAll((page) => advanceClock(page, seconds));
  }

  renew() {
    const { overview, element, session } = this.pages;
    return Promise.all([
      advanceClock(overview, PAST_RENEWAL_S),
      advanceClock(element, PAST_RENEWAL_S),
      advanceClock(session, PAST_SESSION_RENEWAL_S),
    ]);
  }

  forgetRequests() {
    this.#sent = [];
  }

  requests(integration: Integration, kind: "vendor" | "data" | "mint") {
    const { vendor, dashboard } = integrations[integration];
    const part = {
      vendor: `${sandboxUrl}/${vendor}/`,
      data: `${sandboxUrl}/${vendor}/api/data`,
      mint: `/dashboards/${dashboard}/embed`,
    }[kind];
    const name = pageNameOf(integration);
    return this.#sent.filter(({ page, url }) => page === name && url.includes(part));
  }

  /** Vendors' pages refresh their data every quarter of a minute, and when they are shown again. */
  async refreshData() {
    await expect(async () => {
      const waiting = integrationNames.filter(
        (integration) => this.requests(integration, "data").length === 0,
      );
      const frames = Object.values(this.pages).flatMap((page) => page.frames());
      if (waiting.length > 0)
        // A frame may be replaced meanwhile.
        for (const frame of frames)
          await frame.evaluate(() => dispatchEvent(new Event("pageshow"))).catch(() => {});
      expect(waiting).toEqual([]);
    }).toPass({ intervals: [250], timeout: 20_000 });
  }

  mintCounts() {
    return integrationNames.map((integration) => this.requests(integration, "mint").length);
  }

  /** The dashboard with its controls. */
  find(integration: Integration): Locator {
    const name = pageNameOf(integration);
    const page = this.pages[name];
    if (name !== "overview") return page.locator("body");
    const link = page.locator(`a[href$="/dashboards/${integrations[integration].dashboard}"]`);
    return page.getByRole("main").getByRole("listitem").filter({ has: link });
  }

  /** What a person sees of one dashboard, without waiting. */
  async read(integration: Integration) {
    const pane = this.find(integration).getByTestId("pane");
    const [state, reason, text] = await pane.evaluate((node) => [
      // A renewal that goes well isn't visible.
      node.getAttribute("data-state")?.replace("renewing", "showing"),
      node.getAttribute("data-reason"),
      [...node.querySelectorAll("[role=alert], [role=status]")]
        .filter((one) => one.closest("section") === node)
        .map((one) => one.textContent)
        .join("")
        .trim(),
    ]);
    const mounted = await pane.locator("[data-pane-host] > :not([inert])").first().isVisible();
    const frame = pane.locator("iframe:not([inert] *):not([inert])");
    const vendor = (await frame.count()) > 0 ? frame.first().contentFrame() : pane;
    const vendorState = await vendor
      .getByTestId("state")
      .evaluateAll((nodes) => nodes.map((node) => node.textContent?.trim()).join())
      // A frame that can't be read isn't live.
      .catch(() => "unreadable");
    return { state, reason, text, mounted, live: vendorState === "live" };
  }
}

export const forEachIntegration = (action: (integration: Integration) => Promise<void>) =>
  Promise.all(integrationNames.map(action));
