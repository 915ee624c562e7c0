import { existsSync } from "node:fs";
import { type Browser, type BrowserContext, chromium, type Page } from "@playwright/test";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import type { Mint, Renewal } from "@/lib/embed/schema";
import type { Bench } from "./browser.fixtures";
import { type Servers, startServers } from "./browser-servers.fixtures";

declare const bench: Bench;
/** Counts what a page holds: live timers and listeners on window and document. */
declare const held: { timers: Set<number>; listeners: number };

const found = [process.env.CHROMIUM_PATH, chromium.executablePath(), "/usr/bin/chromium"].find(
  (path) => path && existsSync(path),
);

describe.skipIf(!found)(
  `panes in a browser${found ? "" : " (none found: set CHROMIUM_PATH)"}`,
  () => {
    let servers: Servers;
    let browser: Browser;
    let context: BrowserContext;
    let page: Page;
    let problems: string[];

    beforeAll(async () => {
      servers = await startServers();
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
      servers.world.reset();
      problems = [];
      context = await browser.newContext();
      await context.addInitScript(countHeld);
      page = await open();
      return () => context.close();
    });

    async function open(path = "/") {
      const opened = await context.newPage();
      opened.on("pageerror", (error) => problems.push(error.message));
      opened.on("console", (message) => {
        // A refused request is the browser's own line.
        if (message.type() === "error" && !/status of|ERR_/.test(message.text()))
          problems.push(message.text());
      });
      await opened.goto(servers.host + path);
      await opened.waitForFunction(() => "bench" in globalThis);
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
      page.evaluate(([one, rest]) => bench.mount([{ dashboard: one, ...rest }]), [
        dashboard,
        more,
      ] as const);
    const pane = () => page.getByTestId("pane");
    const state = (name: string, timeout = 8_000) =>
      page.locator(`[data-testid=pane][data-state=${name}]`).waitFor({ timeout });
    const reason = (name: string) =>
      page.locator(`[data-testid=pane][data-reason=${name}]`).waitFor({ timeout: 8_000 });
    const until = async (check: () => boolean, ms = 8_000) => {
      const end = Date.now() + ms;
      while (!check() && Date.now() < end) await new Promise((done) => setTimeout(done, 20));
      expect(check()).toBe(true);
    };
    const see = (value: string) =>
      page.evaluate((now) => {
        Object.defineProperty(document, "visibilityState", { value: now, configurable: true });
        document.dispatchEvent(new Event("visibilitychange"));
      }, value);
    const mints = (dashboard: string) => servers.world.mints.get(dashboard) ?? 0;

    it("spends one token per navigation under Strict Mode", async () => {
      servers.world.plans.set("one", () => frame(":jwt=a,b&ready=0"));
      await mount("one");
      await state("showing");
      expect(mints("one")).toBe(1);
      expect(servers.world.loads).toEqual(["/board?:jwt=a,b&ready=0"]);
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

    it("takes the token that was asked for before the scripts ran", async () => {
      servers.world.plans.set("one", () => frame("ready=0"));
      page = await open("/?early=one");
      await mount("one");
      await state("showing");
      expect(mints("one")).toBe(1);
      await page.evaluate(() => bench.mount([]));
      await mount("one");
      await state("showing");
      expect(mints("one")).toBe(2);
    });

    it("renews in place: no second load, the exact message to the exact origin", async () => {
      const answers = (n: number) => ({ type: "token", token: `t${n}` });
      servers.world.plans.set("one", (n) =>
        frame("ready=0", { answers: answers(n), asks: ["expired"] }, n === 1 ? 4 : 300),
      );
      await mount("one");
      await state("showing");
      await until(() => mints("one") === 2);
      const vendor = () => page.frames().find((each) => each.url().startsWith(servers.vendor));
      const got = () => vendor()?.evaluate(() => (window as unknown as { got: unknown[] }).got);
      await expect
        .poll(got)
        .toEqual([{ data: { type: "token", token: "t2" }, origin: servers.host }]);
      // Asked for, twice in a row: one mint.
      await vendor()?.evaluate(() => {
        const { say } = window as unknown as { say(data: unknown): void };
        say({ type: "expired" });
        say({ type: "expired" });
      });
      await until(() => mints("one") === 3);
      await expect.poll(async () => (await got())?.length).toBe(2);
      expect(servers.world.loads).toHaveLength(1);
      expect(mints("one")).toBe(3);
    });

    it("swaps without an empty moment, keeps focus, carries the state", async () => {
      const carries = [{ on: "explored", path: "key", param: ":explore" }];
      servers.world.plans.set("one", (n) =>
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
      const first = page.frames().find((each) => each.url().includes("n=1"));
      await first?.evaluate(() =>
        (window as unknown as { say(data: unknown): void }).say({
          type: "explored",
          key: "k:1,2 &x",
        }),
      );
      await page.locator("iframe").first().focus();
      await until(() => mints("one") === 2);
      await page.waitForFunction(() => {
        const frames = [...document.querySelectorAll("iframe")];
        return (
          frames.length === 1 && frames[0]?.src.includes("n=2") && frames[0].style.opacity === "1"
        );
      });
      expect(servers.world.loads).toEqual([
        "/board?n=1&ready=150",
        "/board?n=2&ready=150&:explore=k:1,2%20%26x",
      ]);
      const seen = await page.evaluate(() => (globalThis as unknown as { seen: object }).seen);
      expect(seen).toMatchObject({ empty: 0, most: 2 });
      const focused = await page.evaluate(() => (document.activeElement as HTMLIFrameElement).src);
      expect(focused).toContain("n=2");
    });

    it("holds no more after 20 swaps than after one, and nothing when it is gone", async () => {
      await page.clock.install();
      // Once more, over the clock's own timers.
      await page.evaluate(countHeld);
      servers.world.plans.set("one", (n) => frame(`n=${n}&ready=0`, { mode: "swap" }));
      // React's own listeners come with the first root and stay.
      await page.evaluate(() => bench.mount([]));
      const holds = () => page.evaluate(() => [held.timers.size, held.listeners]);
      const before = await holds();
      await mount("one");
      const shows = (n: number) =>
        page.waitForFunction((wanted) => {
          const [only, ...more] = [...document.querySelectorAll("iframe")];
          return (
            more.length === 0 && only?.style.opacity === "1" && only.src.includes(`n=${wanted}&`)
          );
        }, n);
      await shows(1);
      const [, listeners] = await holds();
      for (let n = 2; n <= 21; n++) {
        await page.clock.fastForward(270_000);
        await shows(n);
      }
      expect((await holds())[1]).toBe(listeners);
      expect(mints("one")).toBe(21);
      expect(servers.world.loads).toHaveLength(21);
      await page.evaluate(() => bench.unmount());
      await expect.poll(holds).toEqual(before);
      expect(await page.locator("iframe").count()).toBe(0);
      const { asked } = servers.world;
      await page.clock.fastForward(3_600_000);
      expect([mints("one"), servers.world.asked]).toEqual([21, asked]);
    });

    it("says each clear no in a sentence with one button, and asks no more", async () => {
      for (const [status, body, name, button] of [
        [401, {}, "signed_out", "Sign in again"],
        [401, { reason: "suspended" }, "suspended", "Sign in again"],
        [403, {}, "not_allowed", "Back to dashboards"],
        [404, {}, "gone", "Back to dashboards"],
        [409, {}, "not_configured", "Back to dashboards"],
      ] as const) {
        servers.world.plans.set(name, () => ({ status, body }));
        servers.world.authority = () => (status === 401 ? { status, body } : {});
        await mount(name);
        await reason(name);
        await pane().getByRole("alert").waitFor({ timeout: 4_000 });
        expect(await pane().getByRole("button").allTextContents()).toEqual([button]);
        expect(mints(name)).toBe(1);
      }
      expect(problems).toEqual([]);
    });

    it("500 and a hanging request: says so, tries again, recovers", async () => {
      servers.world.plans.set("one", (n) => (n === 1 ? { status: 500 } : frame("ready=0")));
      await mount("one");
      await state("interrupted");
      await state("showing");
      await page.evaluate(() => bench.unmount());
      await page.clock.install();
      servers.world.plans.set("two", (n) => (n === 1 ? "hang" : frame("ready=0")));
      await mount("two");
      await until(() => mints("two") === 1);
      await page.clock.fastForward(15_100);
      await state("interrupted");
      await page.clock.fastForward(3_000);
      await state("showing");
      expect(mints("two")).toBe(2);
    });

    it("offline: no requests, a quiet line; online: catches up", async () => {
      await page.clock.install();
      servers.world.plans.set("one", (n) => frame(`ready=0&n=${n}`, { mode: "swap" }));
      await mount("one");
      await state("showing");
      await context.setOffline(true);
      await state("interrupted");
      const asked = servers.world.asked;
      await page.clock.fastForward(301_000);
      await reason("offline");
      await page.clock.fastForward(301_000);
      expect([mints("one"), servers.world.asked]).toEqual([1, asked]);
      await context.setOffline(false);
      await until(() => mints("one") === 2);
      await state("showing");
    });

    it("hidden: no requests at all; seen again: catches up", async () => {
      await page.clock.install();
      servers.world.plans.set("one", (n) => frame(`ready=0&n=${n}`, { mode: "swap" }));
      await mount("one");
      await state("showing");
      await see("hidden");
      const { asked } = servers.world;
      await page.clock.fastForward(301_000);
      await page.clock.fastForward(301_000);
      expect([mints("one"), servers.world.asked]).toEqual([1, asked]);
      await see("visible");
      await until(() => mints("one") === 2 && servers.world.asked === asked + 1);
      await state("showing");
    });

    for (const [how, headers] of [
      ["fails", {}],
      ["asks for time", { "Retry-After": "5" }],
    ] as [string, Record<string, string>][])
      it(`seen again after somebody signed in elsewhere, and the authority ${how}: says so, shows nothing`, async () => {
        await page.clock.install();
        servers.world.plans.set("one", () => frame("ready=0"));
        await mount("one");
        await state("showing");
        await see("hidden");
        const veiled = (yes: boolean) =>
          page.waitForFunction(
            (wanted) =>
              document.querySelector("iframe")?.parentElement?.style.visibility ===
              (wanted ? "hidden" : ""),
            yes,
          );
        servers.world.authority = () => ({ status: 503, headers });
        await page.evaluate(() => {
          const other = new BroadcastChannel("mullion");
          other.postMessage({ type: "signed-in" });
        });
        await veiled(true);
        const words = page.getByText("It could not be checked who is signed in");
        await words.waitFor();
        await see("visible");
        await words.waitFor();
        await veiled(true);
        servers.world.authority = () => ({});
        await page.getByRole("button", { name: "Try again" }).click();
        await veiled(false);
        await words.waitFor({ state: "detached" });
        expect(mints("one")).toBe(1);
      });

    it("a mint refused because of the person stops the other panes before anything is asked", async () => {
      await page.clock.install();
      for (const name of ["one", "two"]) servers.world.plans.set(name, () => frame("ready=0"));
      const dashboards = [{ dashboard: "one" }, { dashboard: "two" }];
      await page.evaluate((all) => bench.mount(all), dashboards);
      await expect.poll(() => page.locator("[data-state=showing]").count()).toBe(2);
      // No poll comes of itself now.
      await page.clock.pauseAt(Date.now() + 60_000);
      servers.world.plans.set("three", () => ({ status: 401 }));
      servers.world.authority = () => ({ status: 503 });
      await page.evaluate((all) => bench.mount([...all, { dashboard: "three" }]), dashboards);
      await expect.poll(() => page.locator("[data-reason=signed_out]").count()).toBe(3);
      expect(await page.locator("iframe").count()).toBe(0);
    });

    it("a page of somebody else's, whatever its status, is no answer of ours", async () => {
      for (const status of [401, 403, 404, 409]) {
        servers.world.plans.set("one", (n) =>
          n === 1 ? { status, body: "<h1>Gateway</h1>" } : frame("ready=0"),
        );
        servers.world.mints.clear();
        await mount("one");
        await state("interrupted");
        await state("showing");
        await page.evaluate(() => bench.mount([]));
      }
      servers.world.plans.set("one", () => frame("ready=0"));
      await mount("one");
      await state("showing");
      servers.world.authority = () => ({ status: 401, body: "<h1>Gateway</h1>" });
      const { asked } = servers.world;
      await until(() => servers.world.asked > asked);
      await page.waitForTimeout(200);
      expect(await pane().getAttribute("data-state")).toBe("showing");
    });

    it("is as high as the vendor says, where the page lets it", async () => {
      const height = [{ on: "grown", path: "px" }];
      servers.world.plans.set("one", () => frame("ready=0", { height }));
      await mount("one", { fill: false });
      await state("showing");
      const tall = () => pane().evaluate((node) => (node as HTMLElement).style.height);
      expect(await tall()).toBe("480px");
      const vendor = page.frames().find((each) => each.url().startsWith(servers.vendor));
      await vendor?.evaluate(() =>
        (window as unknown as { say(data: unknown): void }).say({ type: "grown", px: 1_234 }),
      );
      await expect.poll(tall).toBe("1234px");
    });

    it("a veil gives the focus back to the frame that had it", async () => {
      servers.world.plans.set("one", () => frame("ready=0"));
      await mount("one");
      await state("showing");
      await page.locator("iframe").focus();
      const focused = () => page.evaluate(() => document.activeElement?.tagName);
      expect(await focused()).toBe("IFRAME");
      await see("hidden");
      servers.world.authority = () => ({ status: 503 });
      await page.evaluate(() => new BroadcastChannel("mullion").postMessage({ type: "signed-in" }));
      await see("visible");
      await page.getByText("It could not be checked who is signed in").waitFor();
      await expect.poll(focused).toBe("BODY");
      servers.world.authority = () => ({});
      await until(() => servers.world.asked > 3, 20_000);
      await expect.poll(focused, { timeout: 5_000 }).toBe("IFRAME");
    });

    it("signing out on the pane's own page takes it off before anything else is done", async () => {
      servers.world.plans.set("one", () => frame("ready=0"));
      await mount("one");
      await state("showing");
      servers.world.authority = () => ({ status: 401 });
      const left = await page.evaluate(() => {
        bench.announce("signed-out");
        return document.querySelectorAll("iframe").length;
      });
      expect(left).toBe(0);
      await reason("signed_out");
    });

    it("a pane that moves to another place is told of by the new one only", async () => {
      servers.world.plans.set("one", (n) => frame(`n=${n}&ready=0`));
      await mount("one", { place: "a" });
      await state("showing");
      await page.evaluate(() => {
        const states: (string | null)[] = [];
        Object.assign(globalThis, { states });
        new MutationObserver(() => {
          const seen = document.querySelector("[data-testid=pane]")?.getAttribute("data-state");
          states.push(seen ?? null);
        }).observe(document.body, { subtree: true, childList: true, attributes: true });
      });
      await mount("one", { place: "b" });
      await page.waitForFunction(() =>
        document.querySelector("[data-state=showing] iframe")?.getAttribute("src")?.includes("n=2"),
      );
      const states = await page.evaluate(() => (globalThis as unknown as { states: [] }).states);
      expect(states).not.toContain("ended");
      expect(mints("one")).toBe(2);
    });

    for (const [who, busy] of [
      ["nobody", false],
      ["the pointer", true],
      ["the keyboard", true],
    ] as const)
      it(`swaps ${busy ? "as late as it may" : "when it is due"} while ${who} is in the pane`, async () => {
        await page.clock.install();
        servers.world.plans.set("one", (n) => frame(`n=${n}&ready=0`, { mode: "swap" }));
        await mount("one");
        await state("showing");
        if (who === "the pointer")
          await page.locator("[data-pane-host]").dispatchEvent("pointerenter");
        if (who === "the keyboard") await page.locator("iframe").focus();
        // Due before 261 s, and at 270 s at the latest.
        for (const seconds of [150, 112]) await page.clock.fastForward(seconds * 1_000);
        await page.waitForTimeout(300);
        expect(mints("one")).toBe(busy ? 1 : 2);
        await page.clock.fastForward(9_000);
        await until(() => mints("one") === 2);
      });

    it("back button: the page as it was, veiled until the authority has answered, no second token", async () => {
      servers.world.plans.set("one", () => frame("ready=0"));
      await mount("one");
      await state("showing");
      await page.evaluate(() =>
        addEventListener("pageshow", ({ persisted }) => {
          const { visibility } = document.querySelector("iframe")?.parentElement?.style ?? {};
          Object.assign(globalThis, { back: { persisted, visibility } });
        }),
      );
      await page.goto(`${servers.host}/?elsewhere`);
      const { asked } = servers.world;
      await page.goBack({ waitUntil: "commit" });
      const back = () => page.evaluate(() => (globalThis as { back?: unknown }).back);
      await expect.poll(back).toEqual({ persisted: true, visibility: "hidden" });
      await until(() => servers.world.asked > asked);
      await expect
        .poll(() => page.locator("iframe").evaluate((node) => getComputedStyle(node).visibility))
        .toBe("visible");
      await state("showing");
      expect([mints("one"), servers.world.loads.length]).toEqual([1, 1]);
    });

    it("back button: a vendor session that is another tenant's by now is given up", async () => {
      const session = {
        mode: "session",
        named: undefined,
        ready: undefined,
        seconds: 300,
      } as const;
      servers.world.plans.set("one", () => frame("n=1", session));
      await mount("one");
      await state("showing");
      const other = await open();
      for (const [tenant, phase] of [
        ["acme", "showing"],
        ["globex", "ended"],
      ] as const) {
        await page.goto(`${servers.host}/?elsewhere`);
        // What another tab writes down when it opens the vendor for this tenant; the note it sends is lost.
        await other.evaluate(
          ([origin, mark]) => localStorage.setItem(`mullion.opened ${origin}`, `${mark}`),
          [servers.vendor, `${tenant} ann`],
        );
        const { asked } = servers.world;
        await page.goBack({ waitUntil: "commit" });
        await until(() => servers.world.asked > asked);
        await state(phase);
      }
      expect(await page.locator("iframe").count()).toBe(0);
      expect(mints("one")).toBe(1);
    });

    it("signing out asks a vendor that did not answer again the next time", async () => {
      const [mute, heard] = [`${servers.vendor}/mute`, `${servers.vendor}/logout`];
      const stored = () =>
        page.evaluate(() => JSON.parse(localStorage.getItem("mullion.sessions") ?? "[]"));
      await page.evaluate(
        (urls) => localStorage.setItem("mullion.sessions", JSON.stringify(urls)),
        [mute, heard],
      );
      expect(await page.evaluate(() => bench.endVendorSessions())).toBe(false);
      expect(servers.world.posts.sort()).toEqual(["/logout", "/mute"]);
      expect(await stored()).toEqual([mute]);
    });

    it("a vendor that never shows anything is named, and can be tried again", async () => {
      servers.world.plans.set("one", () => frame("silent"));
      await page.clock.install();
      await mount("one");
      await until(() => servers.world.loads.length === 1);
      await page.clock.fastForward(20_100);
      await reason("vendor_unreachable");
      expect(mints("one")).toBe(1);
      servers.world.plans.set("one", () => frame("ready=0"));
      await page.getByRole("button", { name: "Try again" }).click();
      await state("showing");
    });

    it("loses its pane when the authority says so, within five seconds, and gets it back", async () => {
      await page.clock.install();
      servers.world.plans.set("one", () => frame("ready=0"));
      await mount("one");
      await state("showing");
      servers.world.authority = () => ({ denied: "not_allowed" });
      await page.clock.fastForward(4_000);
      await reason("not_allowed");
      expect(await page.locator("iframe").count()).toBe(0);
      servers.world.authority = () => ({});
      await page.clock.fastForward(4_000);
      await state("showing");
      servers.world.authority = () => ({ viewer: "bob" });
      await page.clock.fastForward(4_000);
      await state("ended");
      expect(await page.locator("iframe").count()).toBe(0);
      expect(mints("one")).toBe(2);
    });

    it("never shows what another person's token brings", async () => {
      await page.clock.install();
      servers.world.plans.set("one", (n) => frame(`n=${n}&ready=0`, { mode: "swap" }));
      await mount("one", { viewer: "ann" });
      await state("showing");
      servers.world.viewer = "bob";
      servers.world.authority = () => ({ viewer: "ann" });
      await page.clock.fastForward(270_000);
      await state("ended");
      expect(servers.world.loads).toHaveLength(1);
    });

    it("stops all panes with one notice when the reason is the person", async () => {
      await page.clock.install();
      for (const name of ["one", "two", "three"])
        servers.world.plans.set(name, () => frame("ready=0"));
      await page.evaluate(() =>
        bench.mount([{ dashboard: "one" }, { dashboard: "two" }, { dashboard: "three" }], true),
      );
      await expect.poll(() => page.locator("[data-state=showing]").count()).toBe(3);
      servers.world.authority = () => ({ status: 401 });
      await page.clock.fastForward(4_000);
      await expect
        .poll(() => page.locator("[data-reason=signed_out]").count(), { timeout: 6_000 })
        .toBe(3);
      expect(await page.getByRole("button", { name: "Sign in again" }).count()).toBe(1);
      servers.world.authority = () => ({});
      await page.clock.fastForward(4_000);
      await expect
        .poll(() => page.locator("[data-state=showing]").count(), { timeout: 9_000 })
        .toBe(3);
      expect(await page.getByRole("button", { name: "Sign in again" }).count()).toBe(0);
    });

    it("hears a sign-out in another tab at once", async () => {
      servers.world.plans.set("one", () => frame("ready=0"));
      await mount("one");
      await state("showing");
      servers.world.authority = () => ({ status: 401 });
      const other = await open();
      await other.evaluate(() =>
        new BroadcastChannel("mullion").postMessage({ type: "signed-out" }),
      );
      await page.locator("[data-reason=signed_out]").waitFor({ timeout: 1_000 });
    });

    it("drops what is not from its vendor's own window, not known, not small", async () => {
      servers.world.plans.set("one", () => frame("silent", { asks: ["expired"] }));
      await mount("one");
      await page.locator("iframe").waitFor({ state: "attached" });
      await until(() => servers.world.loads.length === 1);
      await page.evaluate((vendor) => {
        // Right words, wrong window; and a look-alike of the right one.
        postMessage({ type: "ready" }, "*");
        dispatchEvent(new MessageEvent("message", { data: { type: "ready" }, origin: vendor }));
        const { contentWindow } = document.querySelector("iframe") as HTMLIFrameElement;
        const init = { data: { type: "ready" }, source: contentWindow };
        for (const origin of ["null", `${vendor}.evil.example`, "http://127.0.0.1"])
          dispatchEvent(new MessageEvent("message", { ...init, origin }));
      }, servers.vendor);
      // Asked for is not yet there.
      const frames = () => page.frames().filter((each) => each.url().startsWith(servers.vendor));
      await until(() => frames().length === 1);
      const [vendor] = frames();
      await vendor?.waitForFunction("typeof say === 'function'");
      await vendor?.evaluate(() => {
        const { say } = window as unknown as { say(data: unknown): void };
        say({ type: "ready", pad: "x".repeat(5_000) });
        for (const data of ["ready", ["ready"], { type: "Ready" }, { type: ["ready"] }, null, 7])
          say(data);
        say(new Map([["type", "ready"]]));
      });
      await expect.poll(() => page.evaluate(() => bench.dropped("one"))).toBe(13);
      expect(await pane().getAttribute("data-state")).toBe("loading");
      await vendor?.evaluate(() =>
        (window as unknown as { say(data: unknown): void }).say({ type: "ready" }),
      );
      await state("showing");
    });

    it("refuses a frame of our own origin", async () => {
      const mint = frame("ready=0");
      const own = { ...mint, pane: { ...mint.pane, src: `${servers.host}/?own` } } as Mint;
      servers.world.plans.set("one", () => own);
      await mount("one");
      await reason("not_configured");
      expect(await page.locator("iframe").count()).toBe(0);
    });

    it("shows an element and gives it its next token as an event", async () => {
      servers.world.plans.set("one", (n) => ({
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

    it("shows a component and hands it new properties in place", async () => {
      servers.world.plans.set("one", (n) => ({
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
      const vendor = page.frames().find((each) => each.url().startsWith(servers.vendor));
      const tokens = () =>
        vendor?.evaluate(() =>
          (window as unknown as { got: { data: { token: string } }[] }).got.map(
            (each) => each.data.token,
          ),
        );
      await expect.poll(tokens).toEqual(["t1", "t2"]);
      expect(servers.world.loads).toEqual(["/canvas/C"]);

      // Loaded anew, the first stays until the second is there.
      await page.evaluate(() => {
        const seen = { empty: 0, looks: 0 };
        Object.assign(globalThis, { seen });
        const look = () => {
          seen.looks += 1;
          if (!document.querySelector("[data-pane-host] > :not([inert]) iframe")) seen.empty += 1;
          requestAnimationFrame(look);
        };
        look();
        bench.reload("one");
      });
      await until(() => servers.world.loads.length === 2);
      await page.waitForFunction(() => document.querySelectorAll("iframe").length === 1);
      await state("showing");
      const seen = await page.evaluate(
        () => (globalThis as unknown as { seen: { empty: number; looks: number } }).seen,
      );
      expect(seen.empty).toBe(0);
      expect(seen.looks).toBeGreaterThan(10);
      expect(mints("one")).toBe(3);
    });

    it("prolongs a session behind what is shown, gives it up to another tab, ends it on sign-out", async () => {
      const mint = (n: number) =>
        frame(`n=${n}`, {
          mode: "session",
          named: undefined,
          ready: undefined,
          seconds: n === 1 ? 4 : 300,
          ends: { url: `${servers.vendor}/logout` },
        });
      servers.world.plans.set("one", mint);
      await mount("one");
      await state("showing");
      await until(() => servers.world.loads.length === 2);
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
      await other.evaluate(() => bench.endVendorSessions());
      expect(servers.world.posts).toEqual(["/logout"]);
      expect(await other.locator("iframe, form").count()).toBe(0);
      await page.getByRole("button", { name: "Try again" }).click();
      await state("showing");
    });
  },
);

function countHeld() {
  const timers = new Set<number>();
  const held = { timers, listeners: 0 };
  Object.assign(globalThis, { held });
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
      held.listeners += live.size - before;
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
