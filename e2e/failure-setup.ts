// One dashboard of each way on three pages, what a person sees of each, and what each has asked for.
import type { Locator, Page, Request } from "@playwright/test";
import { type Way, wayNames, ways } from "./failure-table";
import { leap } from "./faults";
import { expect } from "./fixtures";
import { sandboxUrl } from "./sandbox";

/** Past the moment at which a token of five minutes is renewed here, or a vendor's session of eight hours. */
const NEXT = 155;
const NEXT_SESSION = 26_000;

type Place = "overview" | "element" | "session";
type Asked = { place: Place; url: string; over: boolean };

/** The element lives in our page, by its clocks; the session's renewal is hours away: each has its own. */
const placeOf = (way: Way): Place =>
  way === "message, element" ? "element" : way === "session" ? "session" : "overview";
const addressOf = (place: Place) =>
  place === "overview"
    ? "/acme/overview"
    : `/acme/dashboards/${ways[place === "element" ? "message, element" : "session"].dashboard}`;

export class Stage {
  #asked: Asked[] = [];
  #of = new Map<Request, Asked>();

  constructor(readonly pages: Record<Place, Page>) {
    for (const [place, page] of Object.entries(pages) as [Place, Page][]) {
      page.on("request", (request) => {
        const asked = { place, url: request.url(), over: false };
        this.#of.set(request, asked);
        this.#asked.push(asked);
      });
      const over = (request: Request) => Object.assign(this.#of.get(request) ?? {}, { over: true });
      // A refusal whose body nobody reads never finishes.
      page.on("response", (response) => over(response.request()));
      page.on("requestfailed", over);
    }
  }

  /** Does this on every page at once. */
  all(work: (page: Page) => Promise<unknown>) {
    return Promise.all(Object.values(this.pages).map(work));
  }

  open() {
    const { pages } = this;
    return Promise.all(
      (Object.keys(pages) as Place[]).map((place) => pages[place].goto(addressOf(place))),
    );
  }

  leap(seconds: number) {
    return this.all((page) => leap(page, seconds));
  }

  /** Puts the clocks past the next renewal of everything. */
  renew() {
    const { overview, element, session } = this.pages;
    return Promise.all([leap(overview, NEXT), leap(element, NEXT), leap(session, NEXT_SESSION)]);
  }

  /** From here on, only what is asked now counts. */
  forget() {
    this.#asked = [];
  }

  /** What this way has asked of its vendor, or of us for a token. */
  asked(way: Way, whom: "vendor" | "figures" | "mint") {
    const { door, dashboard } = ways[way];
    const about = {
      vendor: `${sandboxUrl}/${door}/`,
      figures: `${sandboxUrl}/${door}/api/data`,
      mint: `/dashboards/${dashboard}/embed`,
    }[whom];
    return this.#asked.filter(({ place, url }) => place === placeOf(way) && url.includes(about));
  }

  /** The vendors' pages ask for fresh figures every quarter of a minute, and when they are seen again. */
  async refresh() {
    await expect(async () => {
      const waiting = wayNames.filter((way) => this.asked(way, "figures").length === 0);
      const frames = Object.values(this.pages).flatMap((page) => page.frames());
      if (waiting.length > 0)
        for (const frame of frames)
          await frame.evaluate(() => dispatchEvent(new Event("pageshow"))).catch(() => {});
      expect(waiting).toEqual([]);
    }).toPass({ intervals: [250], timeout: 20_000 });
  }

  /** How many tokens each way has asked for. */
  mints() {
    return wayNames.map((way) => this.asked(way, "mint").length);
  }

  /** Where a person looks for this dashboard. */
  place(way: Way): Locator {
    const page = this.pages[placeOf(way)];
    if (placeOf(way) !== "overview") return page.locator("body");
    const link = page.locator(`a[href$="/dashboards/${ways[way].dashboard}"]`);
    return page.getByRole("main").getByRole("listitem").filter({ has: link });
  }

  /** Everything that is seen of one pane, in one look. */
  async look(way: Way) {
    const pane = this.place(way).getByTestId("pane");
    const [state, reason, words] = await pane.evaluate((node) => [
      // Nothing at all is said about a renewal that goes well.
      node.getAttribute("data-state")?.replace("renewing", "showing"),
      node.getAttribute("data-reason"),
      [...node.querySelectorAll("[role=alert], [role=status]")]
        .filter((one) => one.closest("section") === node)
        .map((one) => one.textContent)
        .join("")
        .trim(),
    ]);
    const there = await pane.locator("[data-pane-host] > :not([inert])").first().isVisible();
    const frame = pane.locator("iframe:not([inert] *):not([inert])");
    const vendor = (await frame.count()) > 0 ? frame.first().contentFrame() : pane;
    const live = await vendor
      .getByTestId("state")
      .evaluateAll((nodes) => nodes.map((node) => node.textContent?.trim()).join())
      .catch(() => "");
    return { state, reason, words, there, live: live === "live" };
  }
}

export const each = (work: (way: Way) => Promise<void>) => Promise.all(wayNames.map(work));
