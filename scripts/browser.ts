import { existsSync } from "node:fs";
import { delimiter, join } from "node:path";
import { chromium } from "@playwright/test";
import { execa } from "execa";

const names = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable"];
const otherPaths = [
  "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
  "/Applications/Chromium.app/Contents/MacOS/Chromium",
  "C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe",
  "C:\\Program Files (x86)\\Google\\Chrome\\Application\\chrome.exe",
];

const isRoot = process.getuid?.() === 0;

/** Chromium's own sandbox refuses to work for root. */
export const browserArguments = [
  ...(isRoot ? ["--no-sandbox"] : []),
  "--disable-background-networking",
];

/**
 * The first that starts: CHROMIUM_PATH, Playwright's own, the system's, Playwright's installed now,
 * Debian's installed now.
 *
 * @returns its path; undefined for Playwright's own
 */
export async function findBrowser(): Promise<string | undefined> {
  const wanted = process.env.CHROMIUM_PATH;
  if (wanted) {
    if (await starts(wanted)) return wanted;
    throw new Error(`CHROMIUM_PATH names no browser that starts: ${wanted}`);
  }
  if (await starts(undefined)) return undefined;
  const found = await findOnSystem(names);
  if (found) return found;

  await install(process.execPath, ["node_modules/playwright/cli.js", "install", "chromium"]);
  if (await starts(undefined)) return undefined;
  if (isRoot && existsSync("/usr/bin/apt-get")) {
    await install("apt-get", ["update", "-qq"]);
    for (const name of ["chromium", "chromium-headless-shell"]) {
      await install("apt-get", ["install", "-y", "-qq", "--no-install-recommends", name]);
    }
    const installed = await findOnSystem(names);
    if (installed) return installed;
  }
  throw new Error(
    "No browser could be found or installed. Install Chromium or Chrome, set CHROMIUM_PATH to its " +
      "path if it is in an unusual place, or run: npx playwright install --with-deps chromium",
  );
}

/**
 * The same browser without windows, where the system has it. It takes a fifth less time, but neither
 * freezes a page nor keeps one for the back button.
 */
export async function findHeadlessShell(browser: string | undefined): Promise<string | undefined> {
  if (!browser || process.env.CHROMIUM_PATH) return undefined;
  return findOnSystem(["chromium-headless-shell"]);
}

async function install(program: string, args: string[]): Promise<void> {
  console.log(`No browser yet. Running: ${program} ${args.join(" ")}`);
  // A step that fails is not the last one: what starts afterwards decides.
  await execa(program, args, {
    stdio: "inherit",
    reject: false,
    env: { DEBIAN_FRONTEND: "noninteractive" },
  });
}

async function findOnSystem(wanted: string[]): Promise<string | undefined> {
  const folders = (process.env.PATH ?? "").split(delimiter);
  const paths = wanted.flatMap((name) => folders.map((folder) => join(folder, name)));
  for (const path of wanted === names ? [...paths, ...otherPaths] : paths) {
    if (existsSync(path) && (await starts(path))) return path;
  }
  return undefined;
}

/** A file that exists may still lack libraries: only a start proves it. */
async function starts(executablePath: string | undefined): Promise<boolean> {
  try {
    const options = { args: browserArguments, timeout: 30_000 };
    const browser = await chromium.launch({
      ...options,
      ...(executablePath && { executablePath }),
    });
    await browser.close();
    return true;
  } catch {
    return false;
  }
}
