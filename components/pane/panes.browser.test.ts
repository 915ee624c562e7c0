import { existsSync } from "node:fs";
import { type Browser, type BrowserContext, chromium, type Page } from "@playwright/test";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import type { Mint, Renewal } from "@/lib/embed/schema";
import type { TestPage } from "./browser.fixtures";
import { type Servers, startServers } from "./browser-servers.fixtures";

declare const testPage: TestPage;
type Token = { data: { token: string } };
/** Pending timers, and listeners on window and document. */
declare const counts: { timers: Set<number>; listeners: number };

const found = [process.env.CHROMIUM_PATH, chromium.executablePath(), "/usr/bin/chromium"].find(
  (path) => path && existsSync(path),
);

describe.skipIf(!found)(
  `panes in a browser${found ? "" : " (none found: set CHROMIUM_PATH)"}`,
  () => {
    let servers: Servers;
    let server: Servers["server"];
    let browser: Browser;
    let context: BrowserContext;
    let page: Page;
    let problems: string[];

    beforeAll(async () => {
      servers = await startServers();
      server = servers.server;
      browser = await chromium.launch({
        executablePath: found,
        args: ["--no-sandbox", "--disable-background-networking"],
        ignoreDefaultArgs: ["--disable-back-forward-cache"],
      });
    });

    afterAll(async () => {
      await browser?.close();
      await servers?.stop();
    });

    beforeEach(async () => {
      server.reset();
      problems = [];
      context = await browser.newContext();
      await context.addInitScript(countResources);
      page = await open();
      return () => context.close();
    });

    async function open(path = "/") {
      const opened = await context.newPage();
      opened.on("pageerror", (error) => problems.push(error.message));
      opened.on("console", (message) => {
        // The browser logs refused requests itself.
        if (message.type() === "error" && !/status of|ERR_/.test(message.text()))
          problems.push(message.text());
      });
      await opened.goto(servers.host + path);
      await opened.waitForFunction(() => "testPage" in globalThis);
      return opened;
    }

    function frame(query: string, renewal: Partial<Renewal> = {}, expiresIn = 300): Mint {
      return {
        id: "m",
        vendor: "vendor",
        expiresIn,
        pane: {
          kind: "frame",
          src: `${servers.vendor}/board?${query}`,
          sandbox: "allow-scripts allow-same-origin",
          allow: "fullscreen",
          title: "Sales",
        },
        renewal: {
          mode: "message",
          origin: servers.vendor,
          named: "type",
          ready: ["ready"],
          ...renewal,
        },
      };
    }

    const mount = (dashboard: string, more = {}) =>
      page.evaluate(([one, rest]) => testPage.mount([{ dashboard: one, ...rest }]), [
        dashboard,
        more,
      ] as const);
    const pane = () => page.getByTestId("pane");
    const state = (name: string, timeout = 8_000) =>
      page.locator(`[data-testid=pane][data-state=${name}]`).waitFor({ timeout });
    const reason = (name: string) =>
      page.locator(`[data-testid=pane][data-reason=${name}]`).waitFor({ timeout: 8_000 });
    const until = (check: () => boolean, timeout = 8_000) =>
      expect.poll(check, { timeout, interval: 20 }).toBe(true);
    const vendorFrame = () => page.frames().find((each) => each.url().startsWith(servers.vendor));
    /** Has the vendor's page send these messages. */
    const sendFromVendor = (...messages: unknown[]) =>
      vendorFrame()?.evaluate((all) => {
        const { send } = window as unknown as { send(data: unknown): void };
        all.forEach(send);
      }, messages);
    const received = () =>
      vendorFrame()?.evaluate(() => (window as unknown as { received: unknown[] }).received);
    const setVisibility = (value: string) =>
      page.evaluate((now) => {
        Object.defineProperty(document, "visibilityState", { value: now, configurable: true });
        document.dispatchEvent(new Event("visibilitychange"));
      }, value);
    const mints = (dashboard: string) => server.mints.get(dashboard) ?? 0;

    it("spends one token per navigation under Strict Mode", async () => {
      server.mintHandlers.set("one", () => frame(":jwt=a,b&ready=0"));
      await mount("one");
      await state("showing");
      expect(mints("one")).toBe(1);
      expect(server.loads).toEqual(["/board?:jwt=a,b&ready=0"]);
      const attributes = await page.locator("iframe").evaluate((node: HTMLIFrameElement) => ({
        sandbox: node.getAttribute("sandbox"),
        allow: node.allow,
        policy: node.referrerPolicy,
        title: node.title,
      }));
      expect(attributes).toEqual({
        sandbox: "allow-scripts allow-same-origin",
        allow: "fullscreen",
        policy: "strict-origin-when-cross-origin",
        title: "Sales",
      });
      expect(problems).toEqual([]);
    });

    it("uses the mint that the page's first script sent", async () => {
      server.mintHandlers.set("one", () => frame("ready=0"));
      page = await open("/?early=one");
      await mount("one");
      await state("showing");
      expect(mints("one")).toBe(1);
      await page.evaluate(() => testPage.mount([]));
      await mount("one");
      await state("showing");
      expect(mints("one")).toBe(2);
    });

    it("renews in place: no second load, one message to the vendor's origin", async () => {
      const answers = (n: number) => ({ type: "token", token: `t${n}` });
      server.mintHandlers.set("one", (n) =>
        frame("ready=0", { answers: answers(n), asks: ["expired"] }, n === 1 ? 4 : 300),
      );
      await mount("one");
      await state("showing");
      await until(() => mints("one") === 2);
      await expect
        .poll(received)
        .toEqual([{ data: { type: "token", token: "t2" }, origin: servers.host }]);
      // Requested twice in a row: one mint.
      await sendFromVendor({ type: "expired" }, { type: "expired" });
      await until(() => mints("one") === 3);
      await expect.poll(async () => (await received())?.length).toBe(2);
      expect(server.loads).toHaveLength(1);
      expect(mints("one")).toBe(3);
    });

    it("swaps without a blank moment, keeping focus and state", async () => {
      const carries = [{ on: "explored", path: "key", param: ":explore" }];
      server.mintHandlers.set("one", (n) =>
        frame(`n=${n}&ready=150`, { mode: "swap", carries }, n === 1 ? 6 : 300),
      );
      await mount("one");
      await state("showing");
      await page.evaluate(() => {
        const seen = { empty: 0, looks: 0, most: 0 };
        Object.assign(globalThis, { seen });
        const look = () => {
          const frames = [...document.querySelectorAll("iframe")];
          if (!frames.some((each) => getComputedStyle(each).opacity === "1")) seen.empty += 1;
          if (frames.some((each) => getComputedStyle(each).display === "none")) seen.empty += 1;
          seen.most = Math.max(seen.most, frames.length);
          seen.looks += 1;
          requestAnimationFrame(look);
        };
        look();
      });
      await sendFromVendor({ type: "explored", key: "k:1,2 &x" });
      await page.locator("iframe").first().focus();
      await until(() => mints("one") === 2);
      await page.waitForFunction(() => {
        const frames = [...document.querySelectorAll("iframe")];
        return (
          frames.length === 1 && frames[0]?.src.includes("n=2") && frames[0].style.opacity === "1"
        );
      });
      expect(server.loads).toEqual([
        "/board?n=1&ready=150",
        "/board?n=2&ready=150&:explore=k:1,2%20%26x",
      ]);
      const seen = await page.evaluate(() => (globalThis as unknown as { seen: object }).seen);
      expect(seen).toMatchObject({ empty: 0, most: 2 });
      const focused = await page.evaluate(() => (document.activeElement as HTMLIFrameElement).src);
      expect(focused).toContain("n=2");
    });

    it("leaks no listeners over 20 swaps, and nothing after unmount", async () => {
      await page.clock.install();
      // Again, over the clock's own timers.
      await page.evaluate(countResources);
      server.mintHandlers.set("one", (n) => frame(`n=${n}&ready=0`, { mode: "swap" }));
      // React's own listeners come with the first root and stay.
      await page.evaluate(() => testPage.mount([]));
      const resources = () => page.evaluate(() => [counts.timers.size, counts.listeners]);
      const before = await resources();
      await mount("one");
      const shows = (n: number) =>
        page.waitForFunction((wanted) => {
          const [only, ...more] = [...document.querySelectorAll("iframe")];
          return (
            more.length === 0 && only?.style.opacity === "1" && only.src.includes(`n=${wanted}&`)
          );
        }, n);
      await shows(1);
      const [, listeners] = await resources();
      for (let n = 2; n <= 21; n++) {
        await page.clock.fastForward(270_000);
        await shows(n);
      }
      expect((await resources())[1]).toBe(listeners);
      expect(mints("one")).toBe(21);
      expect(server.loads).toHaveLength(21);
      await page.evaluate(() => testPage.unmount());
      await expect.poll(resources).toEqual(before);
      expect(await page.locator("iframe").count()).toBe(0);
      const { polls } = server;
      await page.clock.fastForward(3_600_000);
      expect([mints("one"), server.polls]).toEqual([21, polls]);
    });

    it("shows a notice with one button for each refusal, and stops minting", async () => {
      for (const [status, body, name, button] of [
        [401, {}, "signed_out", "Sign in again"],
        [401, { reason: "suspended" }, "suspended", "Sign in again"],
        [403, {}, "not_allowed", "Back to dashboards"],
        [404, {}, "gone", "Back to dashboards"],
        [409, {}, "not_configured", "Back to dashboards"],
      ] as const) {
        server.mintHandlers.set(name, () => ({ status, body }));
        server.authority = () => (status === 401 ? { status, body } : {});
        await mount(name);
        await reason(name);
        await pane().getByRole("alert").waitFor({ timeout: 4_000 });
        expect(await pane().getByRole("button").allTextContents()).toEqual([button]);
        expect(mints(name)).toBe(1);
      }
      expect(problems).toEqual([]);
    });

    it("recovers from a 500 and from a request that hangs", async () => {
      server.mintHandlers.set("one", (n) => (n === 1 ? { status: 500 } : frame("ready=0")));
      await mount("one");
      await state("interrupted");
      await state("showing");
      await page.evaluate(() => testPage.unmount());
      await page.clock.install();
      server.mintHandlers.set("two", (n) => (n === 1 ? "hang" : frame("ready=0")));
      await mount("two");
      await until(() => mints("two") === 1);
      await page.clock.fastForward(15_100);
      await state("interrupted");
      await page.clock.fastForward(3_000);
      await state("showing");
      expect(mints("two")).toBe(2);
    });

    it("sends nothing while offline, and catches up", async () => {
      await page.clock.install();
      server.mintHandlers.set("one", (n) => frame(`ready=0&n=${n}`, { mode: "swap" }));
      await mount("one");
      await state("showing");
      await context.setOffline(true);
      await state("interrupted");
      const { polls } = server;
      await page.clock.fastForward(301_000);
      await reason("offline");
      await page.clock.fastForward(301_000);
      expect([mints("one"), server.polls]).toEqual([1, polls]);
      await context.setOffline(false);
      await until(() => mints("one") === 2);
      await state("showing");
    });

    it("sends nothing while hidden, and catches up", async () => {
      await page.clock.install();
      server.mintHandlers.set("one", (n) => frame(`ready=0&n=${n}`, { mode: "swap" }));
      await mount("one");
      await state("showing");
      await setVisibility("hidden");
      const { polls } = server;
      await page.clock.fastForward(301_000);
      await page.clock.fastForward(301_000);
      expect([mints("one"), server.polls]).toEqual([1, polls]);
      await setVisibility("visible");
      await until(() => mints("one") === 2 && server.polls === polls + 1);
      await state("showing");
    });

    for (const [how, headers] of [
      ["fails", {}],
      ["asks to wait", { "Retry-After": "5" }],
    ] as [string, Record<string, string>][])
      it(`stays hidden after a sign-in elsewhere while the authority ${how}`, async () => {
        await page.clock.install();
        server.mintHandlers.set("one", () => frame("ready=0"));
        await mount("one");
        await state("showing");
        await setVisibility("hidden");
        const hidden = (yes: boolean) =>
          page.waitForFunction(
            (wanted) =>
              document.querySelector("iframe")?.parentElement?.style.visibility ===
              (wanted ? "hidden" : ""),
            yes,
          );
        server.authority = () => ({ status: 503, headers });
        await page.evaluate(() => {
          const other = new BroadcastChannel("mullion");
          other.postMessage({ type: "signed-in" });
        });
        await hidden(true);
        const line = page.getByText("We couldn't verify your session");
        await line.waitFor();
        await setVisibility("visible");
        await line.waitFor();
        await hidden(true);
        server.authority = () => ({});
        await page.getByRole("button", { name: "Try again" }).click();
        await hidden(false);
        await line.waitFor({ state: "detached" });
        expect(mints("one")).toBe(1);
      });

    it("a mint refused because of the viewer removes the other panes without a poll", async () => {
      await page.clock.install();
      for (const name of ["one", "two"]) server.mintHandlers.set(name, () => frame("ready=0"));
      const dashboards = [{ dashboard: "one" }, { dashboard: "two" }];
      await page.evaluate((all) => testPage.mount(all), dashboards);
      await expect.poll(() => page.locator("[data-state=showing]").count()).toBe(2);
      // No poll is due now.
      await page.clock.pauseAt(Date.now() + 60_000);
      server.mintHandlers.set("three", () => ({ status: 401 }));
      server.authority = () => ({ status: 503 });
      await page.evaluate((all) => testPage.mount([...all, { dashboard: "three" }]), dashboards);
      await expect.poll(() => page.locator("[data-reason=signed_out]").count()).toBe(3);
      expect(await page.locator("iframe").count()).toBe(0);
    });

    it("ignores a proxy's HTML page, whatever its status", async () => {
      for (const status of [401, 403, 404, 409]) {
        server.mintHandlers.set("one", (n) =>
          n === 1 ? { status, body: "<h1>Gateway</h1>" } : frame("ready=0"),
        );
        server.mints.clear();
        await mount("one");
        await state("interrupted");
        await state("showing");
        await page.evaluate(() => testPage.mount([]));
      }
      server.mintHandlers.set("one", () => frame("ready=0"));
      await mount("one");
      await state("showing");
      server.authority = () => ({ status: 401, body: "<h1>Gateway</h1>" });
      const { polls } = server;
      // The second poll is sent once the first answer has been handled.
      await until(() => server.polls > polls + 1, 12_000);
      expect(await pane().getAttribute("data-state")).toBe("showing");
    });

    it("takes the height that the vendor reports", async () => {
      const height = [{ on: "grown", path: "px" }];
      server.mintHandlers.set("one", () => frame("ready=0", { height }));
      await mount("one", { fill: false });
      await state("showing");
      const tall = () => pane().evaluate((node) => (node as HTMLElement).style.height);
      expect(await tall()).toBe("480px");
      await sendFromVendor({ type: "grown", px: 1_234 });
      await expect.poll(tall).toBe("1234px");
    });

    it("returns focus to the frame after it was hidden", async () => {
      server.mintHandlers.set("one", () => frame("ready=0"));
      await mount("one");
      await state("showing");
      await page.locator("iframe").focus();
      const focused = () => page.evaluate(() => document.activeElement?.tagName);
      expect(await focused()).toBe("IFRAME");
      await setVisibility("hidden");
      server.authority = () => ({ status: 503 });
      await page.evaluate(() => new BroadcastChannel("mullion").postMessage({ type: "signed-in" }));
      await setVisibility("visible");
      await page.getByText("We couldn't verify your session").waitFor();
      await expect.poll(focused).toBe("BODY");
      server.authority = () => ({});
      await until(() => server.polls > 3, 20_000);
      await expect.poll(focused, { timeout: 5_000 }).toBe("IFRAME");
    });

    it("a sign-out on the same page removes the pane synchronously", async () => {
      server.mintHandlers.set("one", () => frame("ready=0"));
      await mount("one");
      await state("showing");
      server.authority = () => ({ status: 401 });
      const left = await page.evaluate(() => {
        testPage.broadcast({ type: "signed-out" });
        return document.querySelectorAll("iframe").length;
      });
      expect(left).toBe(0);
      await reason("signed_out");
    });

    it("a pane that moves to another host is never shown as ended", async () => {
      server.mintHandlers.set("one", (n) => frame(`n=${n}&ready=0`));
      await mount("one", { host: "a" });
      await state("showing");
      await page.evaluate(() => {
        const states: (string | null)[] = [];
        Object.assign(globalThis, { states });
        new MutationObserver(() => {
          const seen = document.querySelector("[data-testid=pane]")?.getAttribute("data-state");
          states.push(seen ?? null);
        }).observe(document.body, { subtree: true, childList: true, attributes: true });
      });
      await mount("one", { host: "b" });
      await page.waitForFunction(() =>
        document.querySelector("[data-state=showing] iframe")?.getAttribute("src")?.includes("n=2"),
      );
      const states = await page.evaluate(() => (globalThis as unknown as { states: [] }).states);
      expect(states).not.toContain("ended");
      expect(mints("one")).toBe(2);
    });

    for (const [who, busy] of [
      ["no one", false],
      ["the pointer", true],
      ["the keyboard", true],
    ] as const)
      it(`swaps ${busy ? "as late as possible" : "when due"} while ${who} is in the pane`, async () => {
        await page.clock.install();
        server.mintHandlers.set("one", (n) => frame(`n=${n}&ready=0`, { mode: "swap" }));
        await mount("one");
        await state("showing");
        if (who === "the pointer")
          await page.locator("[data-pane-host]").dispatchEvent("pointerenter");
        if (who === "the keyboard") await page.locator("iframe").focus();
        // Due before 261 s, and at 270 s at the latest.
        for (const seconds of [150, 112]) await page.clock.fastForward(seconds * 1_000);
        if (!busy) await until(() => mints("one") === 2);
        // Whatever was sent before has arrived when this is answered.
        await page.evaluate(() => fetch("/?").then((response) => response.text()));
        expect(mints("one")).toBe(busy ? 1 : 2);
        await page.clock.fastForward(9_000);
        await until(() => mints("one") === 2);
      });

    it("back button: the page stays hidden until the authority answers, without a second mint", async () => {
      server.mintHandlers.set("one", () => frame("ready=0"));
      await mount("one");
      await state("showing");
      await page.evaluate(() =>
        addEventListener("pageshow", ({ persisted }) => {
          const { visibility } = document.querySelector("iframe")?.parentElement?.style ?? {};
          Object.assign(globalThis, { back: { persisted, visibility } });
        }),
      );
      await page.goto(`${servers.host}/?elsewhere`);
      const { polls } = server;
      await page.goBack({ waitUntil: "commit" });
      const back = () => page.evaluate(() => (globalThis as { back?: unknown }).back);
      await expect.poll(back).toEqual({ persisted: true, visibility: "hidden" });
      await until(() => server.polls > polls);
      await expect
        .poll(() => page.locator("iframe").evaluate((node) => getComputedStyle(node).visibility))
        .toBe("visible");
      await state("showing");
      expect([mints("one"), server.loads.length]).toEqual([1, 1]);
    });

    it("back button: ends a pane whose vendor session was replaced meanwhile", async () => {
      const session = {
        mode: "session",
        named: undefined,
        ready: undefined,
        seconds: 300,
      } as const;
      server.mintHandlers.set("one", () => frame("n=1", session));
      await mount("one");
      await state("showing");
      const other = await open();
      for (const [tenant, phase] of [
        ["acme", "showing"],
        ["globex", "ended"],
      ] as const) {
        await page.goto(`${servers.host}/?elsewhere`);
        // As another tab does when it opens the vendor for this tenant; a cached page misses its note.
        await other.evaluate(
          ([origin, mark]) => localStorage.setItem(`mullion.opened ${origin}`, `${mark}`),
          [servers.vendor, `${tenant} ann`],
        );
        const { polls } = server;
        await page.goBack({ waitUntil: "commit" });
        await until(() => server.polls > polls);
        await state(phase);
      }
      expect(await page.locator("iframe").count()).toBe(0);
      expect(mints("one")).toBe(1);
    });

    it("signing out asks a vendor that didn't answer again next time", async () => {
      const [silent, answering] = [`${servers.vendor}/silent`, `${servers.vendor}/logout`];
      const stored = () =>
        page.evaluate(() => JSON.parse(localStorage.getItem("mullion.sessions") ?? "[]"));
      await page.evaluate(
        (urls) => localStorage.setItem("mullion.sessions", JSON.stringify(urls)),
        [silent, answering],
      );
      expect(await page.evaluate(() => testPage.endVendorSessions())).toBe(false);
      expect(server.posts.sort()).toEqual(["/logout", "/silent"]);
      expect(await stored()).toEqual([silent]);
    });

    it("names a vendor that doesn't load, and retries on request", async () => {
      server.mintHandlers.set("one", () => frame("silent"));
      await page.clock.install();
      await mount("one");
      await until(() => server.loads.length === 1);
      await page.clock.fastForward(20_100);
      await reason("vendor_unreachable");
      expect(mints("one")).toBe(1);
      server.mintHandlers.set("one", () => frame("ready=0"));
      await page.getByRole("button", { name: "Try again" }).click();
      await state("showing");
    });

    it("removes and restores the pane within five seconds of the authority's answer", async () => {
      await page.clock.install();
      server.mintHandlers.set("one", () => frame("ready=0"));
      await mount("one");
      await state("showing");
      server.authority = () => ({ denied: "not_allowed" });
      await page.clock.fastForward(4_000);
      await reason("not_allowed");
      expect(await page.locator("iframe").count()).toBe(0);
      server.authority = () => ({});
      await page.clock.fastForward(4_000);
      await state("showing");
      server.authority = () => ({ viewer: "bob" });
      await page.clock.fastForward(4_000);
      await state("ended");
      expect(await page.locator("iframe").count()).toBe(0);
      expect(mints("one")).toBe(2);
    });

    it("never shows a frame of another viewer's token", async () => {
      await page.clock.install();
      server.mintHandlers.set("one", (n) => frame(`n=${n}&ready=0`, { mode: "swap" }));
      await mount("one", { viewer: "ann" });
      await state("showing");
      server.viewer = "bob";
      server.authority = () => ({ viewer: "ann" });
      await page.clock.fastForward(270_000);
      await state("ended");
      expect(server.loads).toHaveLength(1);
    });

    it("removes all panes with one notice if the reason is the viewer", async () => {
      await page.clock.install();
      for (const name of ["one", "two", "three"])
        server.mintHandlers.set(name, () => frame("ready=0"));
      await page.evaluate(() =>
        testPage.mount([{ dashboard: "one" }, { dashboard: "two" }, { dashboard: "three" }], true),
      );
      await expect.poll(() => page.locator("[data-state=showing]").count()).toBe(3);
      server.authority = () => ({ status: 401 });
      await page.clock.fastForward(4_000);
      await expect
        .poll(() => page.locator("[data-reason=signed_out]").count(), { timeout: 6_000 })
        .toBe(3);
      expect(await page.getByRole("button", { name: "Sign in again" }).count()).toBe(1);
      server.authority = () => ({});
      await page.clock.fastForward(4_000);
      await expect
        .poll(() => page.locator("[data-state=showing]").count(), { timeout: 9_000 })
        .toBe(3);
      expect(await page.getByRole("button", { name: "Sign in again" }).count()).toBe(0);
    });

    it("reacts to a sign-out in another tab at once", async () => {
      server.mintHandlers.set("one", () => frame("ready=0"));
      await mount("one");
      await state("showing");
      server.authority = () => ({ status: 401 });
      const other = await open();
      await other.evaluate(() =>
        new BroadcastChannel("mullion").postMessage({ type: "signed-out" }),
      );
      await page.locator("[data-reason=signed_out]").waitFor({ timeout: 1_000 });
    });

    it("drops messages from other windows, unknown ones and large ones", async () => {
      server.mintHandlers.set("one", () => frame("silent", { asks: ["expired"] }));
      await mount("one");
      await page.locator("iframe").waitFor({ state: "attached" });
      await until(() => server.loads.length === 1);
      await page.evaluate((vendor) => {
        // Valid messages from the wrong window or origin.
        postMessage({ type: "ready" }, "*");
        dispatchEvent(new MessageEvent("message", { data: { type: "ready" }, origin: vendor }));
        const { contentWindow } = document.querySelector("iframe") as HTMLIFrameElement;
        const init = { data: { type: "ready" }, source: contentWindow };
        for (const origin of ["null", `${vendor}.evil.example`, "http://127.0.0.1"])
          dispatchEvent(new MessageEvent("message", { ...init, origin }));
      }, servers.vendor);
      await until(() => vendorFrame() !== undefined);
      await vendorFrame()?.waitForFunction("typeof send === 'function'");
      const invalid = ["ready", ["ready"], { type: "Ready" }, { type: ["ready"] }, null, 7];
      await sendFromVendor({ type: "ready", pad: "x".repeat(5_000) }, ...invalid);
      await vendorFrame()?.evaluate("send(new Map([['type', 'ready']]))");
      await expect.poll(() => page.evaluate(() => testPage.dropped("one"))).toBe(13);
      expect(await pane().getAttribute("data-state")).toBe("loading");
      await sendFromVendor({ type: "ready" });
      await state("showing");
    });

    it("refuses a frame of our own origin", async () => {
      const mint = frame("ready=0");
      const own = { ...mint, pane: { ...mint.pane, src: `${servers.host}/?own` } } as Mint;
      server.mintHandlers.set("one", () => own);
      await mount("one");
      await reason("not_configured");
      expect(await page.locator("iframe").count()).toBe(0);
    });

    it("shows an element and sends it new tokens as events", async () => {
      server.mintHandlers.set("one", (n) => ({
        ...frame("", {
          named: "event",
          ready: ["boardLoaded"],
          answers: { event: "give", detail: { jwt: `t${n}` } },
        }),
        expiresIn: n === 1 ? 4 : 300,
        pane: {
          kind: "element",
          tag: "vendor-board",
          script: `${servers.vendor}/element.js`,
          attributes: { "dash-jwt": "t1", updateUrlParams: "true" },
          title: "Sales",
        },
      }));
      await mount("one");
      await state("showing");
      const board = page.locator("vendor-board");
      expect(await board.textContent()).toBe("t1");
      await expect.poll(() => board.textContent(), { timeout: 6_000 }).toBe("t2");
      expect(await board.count()).toBe(1);
    });

    it("shows a component and updates its props in place", async () => {
      server.mintHandlers.set("one", (n) => ({
        ...frame("", { named: undefined, ready: undefined }),
        expiresIn: n === 1 ? 4 : 300,
        pane: {
          kind: "component",
          name: "ScoopCanvas",
          props: { token: `t${n}`, canvasId: "C", src: `${servers.vendor}/canvas/C` },
          title: "Sales",
        },
      }));
      await mount("one");
      await state("showing");
      await until(() => mints("one") === 2);
      const tokens = async () => (await received())?.map((each) => (each as Token).data.token);
      await expect.poll(tokens).toEqual(["t1", "t2"]);
      expect(server.loads).toEqual(["/canvas/C"]);

      // On reload, the first stays until the second is ready.
      await page.evaluate(() => {
        const seen = { empty: 0, looks: 0 };
        Object.assign(globalThis, { seen });
        const look = () => {
          seen.looks += 1;
          if (!document.querySelector("[data-pane-host] > :not([inert]) iframe")) seen.empty += 1;
          requestAnimationFrame(look);
        };
        look();
        testPage.reload("one");
      });
      await until(() => server.loads.length === 2);
      await page.waitForFunction(() => document.querySelectorAll("iframe").length === 1);
      await state("showing");
      const seen = await page.evaluate(
        () => (globalThis as unknown as { seen: { empty: number; looks: number } }).seen,
      );
      expect(seen.empty).toBe(0);
      expect(seen.looks).toBeGreaterThan(10);
      expect(mints("one")).toBe(3);
    });

    it("extends a session out of sight, yields it to another tab, ends it on sign-out", async () => {
      const mint = (n: number) =>
        frame(`n=${n}`, {
          mode: "session",
          named: undefined,
          ready: undefined,
          seconds: n === 1 ? 4 : 300,
          ends: { url: `${servers.vendor}/logout` },
        });
      server.mintHandlers.set("one", mint);
      await mount("one");
      await state("showing");
      await until(() => server.loads.length === 2);
      await page.waitForFunction(() => document.querySelectorAll("iframe").length === 1);
      expect(await page.locator("iframe").getAttribute("src")).toContain("n=1");
      const other = await open();
      await other.evaluate(
        ([origin]) =>
          new BroadcastChannel("mullion").postMessage({
            ...{ type: "session", tenant: "globex", viewer: "ann", origin },
          }),
        [servers.vendor],
      );
      await state("ended", 1_000);
      expect(await page.locator("iframe").count()).toBe(0);
      await other.evaluate(() => testPage.endVendorSessions());
      expect(server.posts).toEqual(["/logout"]);
      expect(await other.locator("iframe, form").count()).toBe(0);
      await page.getByRole("button", { name: "Try again" }).click();
      await state("showing");
    });
  },
);

function countResources() {
  const timers = new Set<number>();
  const counts = { timers, listeners: 0 };
  Object.assign(globalThis, { counts });
  const { setTimeout: set, clearTimeout: clear } = globalThis;
  globalThis.setTimeout = ((run: () => void, ms?: number) => {
    const id = Number(
      set(() => {
        timers.delete(id);
        run();
      }, ms),
    );
    timers.add(id);
    return id;
  }) as typeof setTimeout;
  globalThis.clearTimeout = ((id?: number) => {
    timers.delete(Number(id));
    clear(id);
  }) as typeof clearTimeout;
  for (const target of [window, document]) {
    const { addEventListener: add, removeEventListener: remove } = target;
    const live = new Set<string>();
    const ids = new WeakMap<object, number>();
    let last = 0;
    const key = (type: string, listener: object) => {
      if (!ids.has(listener)) ids.set(listener, ++last);
      return `${type} ${ids.get(listener)}`;
    };
    const count = (change: () => void) => {
      const before = live.size;
      change();
      counts.listeners += live.size - before;
    };
    target.addEventListener = (
      type: string,
      listener: EventListener,
      options?: AddEventListenerOptions,
    ) => {
      count(() => live.add(key(type, listener)));
      options?.signal?.addEventListener("abort", () =>
        count(() => live.delete(key(type, listener))),
      );
      add.call(target, type, listener, options);
    };
    target.removeEventListener = (
      type: string,
      listener: EventListener,
      options?: EventListenerOptions,
    ) => {
      count(() => live.delete(key(type, listener)));
      remove.call(target, type, listener, options);
    };
  }
}
