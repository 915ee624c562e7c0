// Finds a Chromium for the browser tests, or installs one.
import { existsSync } from "node:fs";
import { createRequire } from "node:module";
import { delimiter, join } from "node:path";
import { runShown } from "./processes.mjs";
import { inRoot } from "./root.mjs";

const names = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable"];
const places = [
  "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
  "/Applications/Chromium.app/Contents/MacOS/Chromium",
  "C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe",
  "C:\\Program Files (x86)\\Google\\Chrome\\Application\\chrome.exe",
];

/** What a browser needs to start here: Chromium's own sandbox refuses to work for root. */
export const browserArguments = [
  ...(process.getuid?.() === 0 ? ["--no-sandbox"] : []),
  "--disable-background-networking",
];

/**
 * The first that starts: CHROMIUM_PATH, Playwright's own, the system's, Playwright's installed now,
 * Debian's installed now.
 *
 * @param {(text: string) => void} say
 * @returns {Promise<string | undefined>} its path; undefined for Playwright's own
 */
export async function findBrowser(say) {
  if (process.env.CHROMIUM_PATH) {
    if (await starts(process.env.CHROMIUM_PATH)) return process.env.CHROMIUM_PATH;
    throw new Error(`CHROMIUM_PATH names no browser that starts: ${process.env.CHROMIUM_PATH}`);
  }
  if (await starts(undefined)) return undefined;
  const system = await findOnSystem();
  if (system) return system;

  say("  No browser here: installing one with Playwright.");
  const playwright = inRoot("node_modules/playwright/cli.js");
  await runShown(process.execPath, [playwright, "install", "chromium"], {});
  if (await starts(undefined)) return undefined;

  if (process.getuid?.() === 0 && existsSync("/usr/bin/apt-get")) {
    say("  Installing the system's Chromium.");
    await runShown("apt-get", ["update", "-qq"], {});
    const env = { ...process.env, DEBIAN_FRONTEND: "noninteractive" };
    for (const name of ["chromium", "chromium-headless-shell"])
      await runShown("apt-get", ["install", "-y", "-qq", "--no-install-recommends", name], { env });
    const installed = await findOnSystem();
    if (installed) return installed;
  }
  throw new Error(
    "No browser could be found or installed. Install Chromium or Chrome, set CHROMIUM_PATH to it if " +
      "it lies in an unusual place, or run: npx playwright install --with-deps chromium",
  );
}

/**
 * The same browser without windows, where the system has it, as Playwright's own is. It takes a fifth less
 * time, but neither freezes a page nor keeps one for the back button.
 *
 * @param {string | undefined} browser what `findBrowser` found
 * @returns {Promise<string | undefined>} its path
 */
export async function findHeadlessShell(browser) {
  if (!browser || process.env.CHROMIUM_PATH) return undefined;
  return (await findOnSystem(["chromium-headless-shell"], [])) ?? undefined;
}

async function findOnSystem(wanted = names, more = places) {
  const folders = (process.env.PATH ?? "").split(delimiter);
  const candidates = wanted.flatMap((name) => folders.map((folder) => join(folder, name)));
  for (const path of [...candidates, ...more]) {
    if (existsSync(path) && (await starts(path))) return path;
  }
  return null;
}

/** A file that exists may still lack libraries: only a start proves it. */
async function starts(executablePath) {
  const { chromium } = createRequire(import.meta.url)("@playwright/test");
  try {
    const browser = await chromium.launch({
      executablePath,
      args: browserArguments,
      timeout: 30_000,
    });
    await browser.close();
    return true;
  } catch {
    return false;
  }
}
