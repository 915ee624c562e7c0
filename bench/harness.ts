import { rmSync, writeFileSync } from "node:fs";
import { parseArgs } from "node:util";
import { type Browser, type BrowserContext, chromium, type Page } from "@playwright/test";
import { browserArguments, findBrowser } from "../scripts/browser";
import { generateClient } from "../scripts/build";
import { runCommand } from "../scripts/command";
import { createSecrets } from "../scripts/environment";
import { findFreePort } from "../scripts/ports";
import { startStack } from "../scripts/stack";

const password = "mullion-demo-2026";

type Setup = {
  urls: { host: string; sandbox: string; database: string };
  browser: Browser;
};

/** Options of the command line as numbers, with these defaults; `json` is the file for the figures. */
export function readOptions<T extends Record<string, number>>(defaults: T): T & { json?: string } {
  const names = Object.keys(defaults);
  const { values } = parseArgs({
    options: Object.fromEntries([...names, "json"].map((name) => [name, { type: "string" }])),
  });
  const numbers = names.map((name) => [name, Number(values[name] ?? defaults[name])]);
  return { ...Object.fromEntries(numbers), ...(values.json && { json: values.json }) };
}

export function writeJson(file: string | undefined, figures: unknown): void {
  if (file) writeFileSync(file, `${JSON.stringify(figures, null, 2)}\n`);
}

/**
 * Starts an empty stack and a browser, calls `work`, and ends both, also when it is interrupted. Always
 * on the embedded database: figures must not depend on what is in yours.
 *
 * @param settings environment variables of the host and the sandbox
 */
export function measure(
  name: string,
  settings: Record<string, string>,
  work: (setup: Setup) => Promise<number | undefined>,
): void {
  runCommand(async (command) => {
    await generateClient();
    const dataDir = `.data-${name}`;
    const remove = () => rmSync(dataDir, { recursive: true, force: true });
    remove();
    command.defer(remove);
    const { urls } = await startStack({
      command,
      dataDir,
      ports: {
        host: await findFreePort(),
        sandbox: await findFreePort(),
        database: await findFreePort(),
      },
      env: { ...process.env, DATABASE_URL: "", NEXTAUTH_URL: "", ...createSecrets(), ...settings },
      distDir: ".next-test",
    });
    const executablePath = await findBrowser();
    const browser = await chromium.launch({
      args: browserArguments,
      ...(executablePath && { executablePath }),
    });
    command.defer(() => browser.close());
    return work({ urls, browser });
  });
}

/** A browser context in which this demo account has signed in with the form. */
export async function signIn(
  browser: Browser,
  host: string,
  email: string,
): Promise<{ context: BrowserContext; page: Page }> {
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

/** A Markdown table; the first column is text, the others are numbers. */
export function table(head: string[], rows: (string | number)[][]): string {
  const line = (cells: (string | number)[]) => `| ${cells.join(" | ")} |`;
  const rule = line(head.map((_, column) => (column === 0 ? "---" : "--:")));
  return [line(head), rule, ...rows.map(line)].join("\n");
}

export function quantile(values: readonly number[], q: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(q * sorted.length))] ?? Number.NaN;
}
