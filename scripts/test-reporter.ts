import { existsSync, readFileSync, writeFileSync } from "node:fs";
import type { Suite } from "@playwright/test/reporter";
import type { TestCase, TestModule } from "vitest/node";

export type Counts = {
  passed: number;
  failed: number;
  skipped: { name: string; reason: string }[];
};

export const noTests: Counts = { passed: 0, failed: 0, skipped: [] };

/** A reporter for Vitest and Playwright. It writes the counts to the file that TEST_COUNTS names. */
export default class CountsReporter {
  private counts: Counts = structuredClone(noTests);
  private suite: Suite | undefined;

  /** Playwright. */
  onBegin(_: unknown, suite: Suite): void {
    this.suite = suite;
  }

  /** Playwright: a file that could not be loaded, for example. */
  onError(): void {
    this.counts.failed += 1;
  }

  /** Playwright. */
  onEnd(): void {
    for (const test of this.suite?.allTests() ?? []) {
      const skip = test.annotations.find(({ type }) => type === "skip" || type === "fixme");
      const reason = skip ? skip.description : "did not run, because an earlier test failed";
      this.count(test.titlePath().filter(Boolean).join(" > "), test.outcome(), reason);
    }
    this.write();
  }

  /** Vitest. */
  onTestCaseResult(test: TestCase): void {
    const result = test.result();
    const state = test.diagnostic()?.flaky ? "flaky" : result.state;
    const note = result.state === "skipped" ? result.note : undefined;
    this.count(`${test.module.relativeModuleId} > ${test.fullName}`, state, note);
  }

  /** Vitest. */
  onTestRunEnd(modules: readonly TestModule[], errors: readonly unknown[]): void {
    // A file that could not be loaded holds no tests, and is a failure all the same.
    const broken = modules.filter((file) => file.state() === "failed" && file.children.size === 0);
    this.counts.failed += broken.length + errors.length;
    this.write();
  }

  printsToStdio(): boolean {
    return false;
  }

  private count(name: string, state: string, reason = "marked as skipped in the test"): void {
    if (state === "flaky") console.log(`  flaky, passed on retry: ${name}`);
    if (["passed", "expected", "flaky"].includes(state)) this.counts.passed += 1;
    else if (["failed", "unexpected"].includes(state)) this.counts.failed += 1;
    else this.counts.skipped.push({ name, reason });
  }

  private write(): void {
    if (process.env.TEST_COUNTS)
      writeFileSync(process.env.TEST_COUNTS, JSON.stringify(this.counts));
  }
}

/** What the reporter wrote. A run that wrote nothing, or failed without a failed test, has failed. */
export function readCounts(file: string, exitCode: number): Counts {
  if (!existsSync(file)) return { ...noTests, failed: 1 };
  const counts = JSON.parse(readFileSync(file, "utf8")) as Counts;
  return exitCode === 0 || counts.failed > 0 ? counts : { ...counts, failed: 1 };
}

export const sumCounts = (list: Counts[]): Counts => ({
  passed: list.reduce((sum, { passed }) => sum + passed, 0),
  failed: list.reduce((sum, { failed }) => sum + failed, 0),
  skipped: list.flatMap(({ skipped }) => skipped),
});

/** The last line of every test run. */
export const countsLine = ({ passed, failed, skipped }: Counts) =>
  `${passed} passed, ${failed} failed, ${skipped.length} skipped`;
