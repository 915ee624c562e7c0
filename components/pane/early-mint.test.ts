import { afterEach, expect, it, vi } from "vitest";
import { earlyMintScript, takeEarlyMint } from "./early-mint";

const take = (pane: string) => takeEarlyMint(pane, {} as HTMLElement);
type Page = { prerendering?: boolean; visibilityState: string };

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

it("sends one mint, which is taken once", async () => {
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
  expect(await take("acme/sigma-workbook")?.response).toBeInstanceOf(Response);
  expect(take("acme/sigma-workbook")).toBeUndefined();
});

it.each([{ visibilityState: "hidden" }, { visibilityState: "visible", prerendering: true }])(
  "sends nothing from a page that isn't visible: %o",
  (page) => {
    expect(run(earlyMintScript("acme", "one"), page)).not.toHaveBeenCalled();
    expect(take("acme/one")).toBeUndefined();
  },
);

it("drops a response that waited too long", () => {
  vi.useFakeTimers();
  run(earlyMintScript("acme", "one"), { visibilityState: "visible" });
  vi.advanceTimersByTime(16_000);
  expect(take("acme/one")).toBeUndefined();
});

it("can't break out of its script element", () => {
  const script = earlyMintScript("</script><!--", '"];alert(1)//\u2028');
  expect(script).not.toMatch(/[<>\u2028]/);
  const fetch = run(script, { visibilityState: "visible" });
  expect(fetch).toHaveBeenCalledOnce();
  expect(take('</script><!--/"];alert(1)//\u2028')).toBeDefined();
});
