import { writeFileSync } from "node:fs";
import type { Reporter, Suite, TestCase } from "@playwright/test/reporter";
import type { Counts } from "./test-counts";

/** Writes the counts to the file that TEST_COUNTS names. */
export default class CountsReporter implements Reporter {
  private counts: Counts = { passed: 0, failed: 0, skipped: [] };
  private suite: Suite | undefined;

  onBegin(_: unknown, suite: Suite): void {
    this.suite = suite;
  }

  /** A file that could not be loaded, for example. */
  onError(): void {
    this.counts.failed += 1;
  }

  onEnd(): void {
    for (const test of this.suite?.allTests() ?? []) this.count(test);
    if (process.env.TEST_COUNTS)
      writeFileSync(process.env.TEST_COUNTS, JSON.stringify(this.counts));
  }

  printsToStdio(): boolean {
    return false;
  }

  private count(test: TestCase): void {
    const name = test.titlePath().filter(Boolean).join(" > ");
    const outcome = test.outcome();
    if (outcome === "flaky") console.log(`  flaky, passed on retry: ${name}`);
    if (outcome === "expected" || outcome === "flaky") this.counts.passed += 1;
    else if (outcome === "unexpected") this.counts.failed += 1;
    else {
      const note = test.annotations.find(({ type }) => type === "skip" || type === "fixme");
      const reason = note
        ? (note.description ?? "marked as skipped in the test")
        : "did not run, because an earlier test failed";
      this.counts.skipped.push({ name, reason });
    }
  }
}
