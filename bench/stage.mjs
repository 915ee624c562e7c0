// The product with a browser in front of it, for what is measured as a person sees it.

import { rmSync } from "node:fs";
import { createRequire } from "node:module";
import { browserArguments, findBrowser } from "../scripts/browser.mjs";
import { freshSecrets } from "../scripts/env-file.mjs";
import { generateIfNeeded } from "../scripts/generate.mjs";
import { installIfNeeded } from "../scripts/install.mjs";
import { freePort } from "../scripts/ports.mjs";
import { createProgress } from "../scripts/progress.mjs";
import { inRoot } from "../scripts/root.mjs";
import { onInterrupt } from "../scripts/signals.mjs";

const password = "mullion-demo-2026";

/**
 * Starts an empty stack with these settings, calls `work` with its addresses and a browser, and ends
 * both, also when it is interrupted.
 *
 * @param {string} name of the folder that its data lies in while it runs
 * @param {Record<string, string>} settings environment variables
 * @param {(stage: { urls: { host: string, sandbox: string, database: string },
 *   browser: import("@playwright/test").Browser }) => Promise<void>} work
 */
export async function onStage(name, settings, work) {
  await installIfNeeded();
  await generateIfNeeded();
  const { startStack } = await import("../scripts/stack.mjs");
  const progress = createProgress();
  const dataDir = inRoot(`.data-${name}`);
  rmSync(dataDir, { recursive: true, force: true });
  const ends = [() => rmSync(dataDir, { recursive: true, force: true })];
  const stop = async () => {
    for (const end of ends.splice(0).reverse()) await end();
  };
  onInterrupt({ code: 130, say: progress.line, kill: () => {}, stop });
  try {
    const stack = await startStack({
      dataDir,
      ports: { host: await freePort(), sandbox: await freePort(), database: await freePort() },
      env: { ...process.env, DATABASE_URL: "", NEXTAUTH_URL: "", ...freshSecrets(), ...settings },
      distDir: ".next-test",
      progress,
      onStart: (parts) => ends.push(() => parts.stop()),
    });
    const { chromium } = createRequire(import.meta.url)("@playwright/test");
    const executablePath = await findBrowser(progress.line);
    const browser = await chromium.launch({ executablePath, args: browserArguments });
    ends.push(() => browser.close());
    await work({ urls: stack.urls, browser });
  } finally {
    await stop();
  }
}

/** A context in which this demo account has signed in by the form. */
export async function signedIn(browser, host, email) {
  const context = await browser.newContext({ baseURL: host });
  const page = await context.newPage();
  await page.goto("/login");
  const form = page.locator("form[data-ready=true]");
  await form.getByLabel("Email").fill(email);
  await form.getByLabel("Password").fill(password);
  await form.getByRole("button", { name: "Sign in", exact: true }).click();
  await page.waitForURL((url) => url.pathname !== "/login");
  return { context, page };
}
