import { defineConfig, devices } from "@playwright/test";
import { browserArguments } from "./scripts/browser";

const desktop = devices["Desktop Chrome"];

// `npm test` starts the product and says where it is; nothing is started from here.
export default defineConfig({
  testDir: "e2e",
  outputDir: "test-results",
  workers: 6,
  // A shared machine stalls now and then: one more try there, told as "flaky". None at one's desk.
  retries: process.env.CI ? 1 : 0,
  timeout: 60_000,
  expect: { timeout: 10_000 },
  forbidOnly: Boolean(process.env.CI),
  reporter: [["line"], ["./scripts/playwright-reporter.ts"]],
  use: {
    baseURL: process.env.BASE_URL ?? "http://localhost:3000",
    actionTimeout: 20_000,
    navigationTimeout: 30_000,
    // Recording costs a page as much again as showing it.
    trace: "on-first-retry",
    launchOptions: {
      executablePath: process.env.HEADLESS_SHELL_PATH || process.env.CHROMIUM_PATH || undefined,
      args: browserArguments,
    },
  },
  projects: [
    {
      ...{ name: "chromium", testIgnore: ["renewal.spec.ts", "failures.spec.ts"] },
      ...{ workers: 3, use: desktop },
    },
    // Waits most of its time, and must not wait for what others load.
    {
      ...{ name: "renewal", testMatch: "renewal.spec.ts", dependencies: ["chromium"] },
      use: desktop,
    },
    // Breaks what everybody stands on.
    { name: "failures", testMatch: "failures.spec.ts", dependencies: ["renewal"], use: desktop },
  ],
});
