import { writeFileSync } from "node:fs";
import type { Reporter, TestCase, TestModule } from "vitest/node";
import type { Counts } from "./test-counts";

/** Writes the counts to the file that TEST_COUNTS names. */
export default class CountsReporter implements Reporter {
  private counts: Counts = { passed: 0, failed: 0, skipped: [] };

  onTestCaseResult(test: TestCase): void {
    const result = test.result();
    if (test.diagnostic()?.flaky) console.log(`  flaky, passed on retry: ${test.fullName}`);
    if (result.state === "passed") this.counts.passed += 1;
    else if (result.state === "failed") this.counts.failed += 1;
    else {
      const name = `${test.module.relativeModuleId} > ${test.fullName}`;
      const note = result.state === "skipped" ? result.note : undefined;
      this.counts.skipped.push({ name, reason: note ?? "marked as skipped in the test" });
    }
  }

  onTestRunEnd(modules: readonly TestModule[], errors: readonly unknown[]): void {
    // A file that could not be loaded holds no tests, and is a failure all the same.
    const broken = modules.filter(
      (module) => module.state() === "failed" && module.children.size === 0,
    );
    this.counts.failed += broken.length + errors.length;
    if (process.env.TEST_COUNTS)
      writeFileSync(process.env.TEST_COUNTS, JSON.stringify(this.counts));
  }
}
