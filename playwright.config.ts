import { defineConfig, devices } from "@playwright/test";
import { browserArguments } from "./scripts/browser";

const desktop = devices["Desktop Chrome"];

// `npm test` starts the app and the sandbox, and passes their addresses.
export default defineConfig({
  testDir: "e2e",
  outputDir: "test-results",
  workers: 6,
  // A shared CI machine stalls now and then; a test that passes on retry is reported as flaky.
  retries: process.env.CI ? 1 : 0,
  timeout: 60_000,
  expect: { timeout: 10_000 },
  forbidOnly: Boolean(process.env.CI),
  reporter: [["line"], ["./scripts/test-reporter.ts"]],
  use: {
    baseURL: process.env.BASE_URL ?? "http://localhost:3000",
    actionTimeout: 20_000,
    navigationTimeout: 30_000,
    // Recording doubles the cost of a page.
    trace: "on-first-retry",
    launchOptions: {
      executablePath: process.env.HEADLESS_SHELL_PATH || process.env.CHROMIUM_PATH || undefined,
      args: browserArguments,
    },
  },
  projects: [
    {
      name: "chromium",
      testIgnore: ["renewal.spec.ts", "failures.spec.ts", "allowed-origins.spec.ts"],
      workers: 3,
      use: desktop,
    },
    // Mostly waits, and measures gaps: not beside tests that keep the machine busy.
    {
      name: "renewal",
      testMatch: "renewal.spec.ts",
      dependencies: ["chromium"],
      use: desktop,
    },
    // Changes the sandbox for everyone, so one test at a time.
    {
      name: "failures",
      testMatch: ["failures.spec.ts", "allowed-origins.spec.ts"],
      dependencies: ["renewal"],
      workers: 1,
      use: desktop,
    },
  ],
});
