// How many tests passed, failed and were skipped, with the reason of each skip.
import { existsSync, readFileSync, writeFileSync } from "node:fs";

/** @typedef {{ passed: number, failed: number, skipped: { name: string, reason: string }[] }} Counts */

/** A vitest reporter: writes the counts to the file that TEST_COUNTS names. */
export default class CountsReporter {
  counts = { passed: 0, failed: 0, skipped: [] };

  onTestCaseResult(test) {
    const { state, note } = test.result();
    if (test.diagnostic?.()?.flaky)
      console.log(`  flaky, passed at the second try: ${test.fullName}`);
    if (state === "passed") this.counts.passed += 1;
    else if (state === "failed") this.counts.failed += 1;
    else {
      const name = `${test.module.relativeModuleId} > ${test.fullName}`;
      // Without a note the test's own words have to say why.
      this.counts.skipped.push({ name, reason: note ?? "marked as skipped in the test" });
    }
  }

  onTestRunEnd(modules, unhandledErrors) {
    // A file that could not be read holds no tests, and is a failure all the same.
    const broken = modules.filter(
      (module) => module.state() === "failed" && module.children.size === 0,
    );
    this.counts.failed += broken.length + unhandledErrors.length;
    writeFileSync(process.env.TEST_COUNTS ?? "test-counts.json", JSON.stringify(this.counts));
  }
}

/** @returns {Counts} what the vitest reporter wrote; one failure when it never came to that */
export function readVitestCounts(file) {
  return existsSync(file)
    ? JSON.parse(readFileSync(file, "utf8"))
    : { passed: 0, failed: 1, skipped: [] };
}

/** @returns {Counts} from the file of Playwright's json reporter */
export function readPlaywrightCounts(file) {
  if (!existsSync(file)) return { passed: 0, failed: 1, skipped: [] };
  const report = JSON.parse(readFileSync(file, "utf8"));
  const counts = { passed: 0, failed: report.errors?.length ?? 0, skipped: [] };
  const visit = (suite, path) => {
    for (const spec of suite.specs ?? []) {
      for (const test of spec.tests) countOne(counts, test, [...path, spec.title].join(" > "));
    }
    for (const child of suite.suites ?? []) visit(child, [...path, child.title]);
  };
  for (const suite of report.suites ?? []) visit(suite, [suite.title]);
  return counts;
}

function countOne(counts, test, name) {
  if (test.status === "flaky") console.log(`  flaky, passed at the second try: ${name}`);
  if (test.status === "expected" || test.status === "flaky") counts.passed += 1;
  else if (test.status !== "skipped") counts.failed += 1;
  else {
    const note = test.annotations?.find(({ type }) => type === "skip" || type === "fixme");
    const reason = note
      ? (note.description ?? "marked as skipped in the test")
      : "did not run, because a test before it failed";
    counts.skipped.push({ name, reason });
  }
}

/** @param {Counts[]} list */
export function sumCounts(list) {
  return {
    passed: list.reduce((sum, counts) => sum + counts.passed, 0),
    failed: list.reduce((sum, counts) => sum + counts.failed, 0),
    skipped: list.flatMap((counts) => counts.skipped),
  };
}

/** The last line of every test run. */
export function countsLine({ passed, failed, skipped }) {
  return `${passed} passed, ${failed} failed, ${skipped.length} skipped`;
}
