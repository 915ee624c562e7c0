import { afterEach, expect, it, vi } from "vitest";
import { earlyMintScript, takeEarly } from "./early-mint";

const take = (pane: string) => takeEarly(pane, {} as HTMLElement);
type Page = { prerendering?: boolean; visibilityState: string };

/** Runs the inline script as a page would. */
function run(script: string, page: Page) {
  const fetch = vi.fn(() => Promise.resolve(new Response()));
  new Function("document", "window", "fetch", "removeEventListener", script)(
    page,
    globalThis,
    fetch,
    () => undefined,
  );
  return fetch;
}

afterEach(() => {
  vi.useRealTimers();
  delete (globalThis as { __panes?: unknown }).__panes;
});

it("asks once, and is taken once", async () => {
  const fetch = run(earlyMintScript("acme", "sigma-workbook"), { visibilityState: "visible" });
  expect(fetch).toHaveBeenCalledExactlyOnceWith(
    "/api/tenants/acme/dashboards/sigma-workbook/embed",
    {
      method: "POST",
      cache: "no-store",
      redirect: "error",
    },
  );
  expect(take("acme/other")).toBeUndefined();
  expect(await take("acme/sigma-workbook")?.answer).toBeInstanceOf(Response);
  expect(take("acme/sigma-workbook")).toBeUndefined();
});

it.each([{ visibilityState: "hidden" }, { visibilityState: "visible", prerendering: true }])(
  "asks nothing for a page nobody sees: %o",
  (page) => {
    expect(run(earlyMintScript("acme", "one"), page)).not.toHaveBeenCalled();
    expect(take("acme/one")).toBeUndefined();
  },
);

it("forgets an answer that waited too long", () => {
  vi.useFakeTimers();
  run(earlyMintScript("acme", "one"), { visibilityState: "visible" });
  vi.advanceTimersByTime(16_000);
  expect(take("acme/one")).toBeUndefined();
});

it("cannot leave its script element", () => {
  const script = earlyMintScript("</script><!--", '"];alert(1)//\u2028');
  expect(script).not.toMatch(/[<>\u2028]/);
  const fetch = run(script, { visibilityState: "visible" });
  expect(fetch).toHaveBeenCalledOnce();
  expect(take('</script><!--/"];alert(1)//\u2028')).toBeDefined();
});
