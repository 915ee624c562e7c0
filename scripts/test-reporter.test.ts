import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { execa } from "execa";
import { afterAll, beforeAll, expect, it } from "vitest";
import { readTestOptions } from "./test-options";
import { countsLine, readCounts, sumCounts } from "./test-reporter";

let folder: string;
// Inside the project, where the runners and their reporters are found.
beforeAll(() => {
  mkdirSync(".data-test", { recursive: true });
  folder = mkdtempSync(resolve(".data-test/counts-"));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** Runs a test runner on one file, with a second one that cannot be loaded. */
async function count(suffix: string, code: string, program: string, args: string[]) {
  const directory = mkdtempSync(join(folder, "run-"));
  writeFileSync(join(directory, `one.${suffix}`), code);
  writeFileSync(join(directory, `broken.${suffix}`), "import './missing';");
  writeFileSync(join(directory, "vitest.config.mjs"), "export default {};");
  const file = join(directory, "counts.json");
  const { exitCode } = await execa(process.execPath, [resolve(program), ...args], {
    cwd: directory,
    reject: false,
    env: { TEST_COUNTS: file, VITEST: undefined, FORCE_COLOR: undefined },
  });
  expect(exitCode).not.toBe(0);
  return readCounts(file, exitCode ?? 1);
}

const code = (from: string) => `
  import { expect, test } from "${from}";
  test("passes", () => {});
  test("fails", () => expect(1).toBe(2));
  test.skip("never runs", () => {});
`;

it("counts unit tests, with the reason of each skip", async () => {
  const noted = 'test("skips", ({ skip }) => skip("no server here"));';
  const reporter = resolve("scripts/test-reporter.ts");
  const args = ["run", `--reporter=${reporter}`];
  const program = "node_modules/vitest/vitest.mjs";
  expect(await count("test.ts", code("vitest") + noted, program, args)).toEqual({
    passed: 1,
    failed: 2,
    skipped: [
      { name: "one.test.ts > never runs", reason: "marked as skipped in the test" },
      { name: "one.test.ts > skips", reason: "no server here" },
    ],
  });
});

it("counts browser tests, also those that never ran", async () => {
  const more = `
    test("skips", () => test.skip(true, "no phone here"));
    test.describe.serial("in order", () => {
      test("first", () => expect(1).toBe(2));
      test("second", () => {});
    });`;
  const reporter = resolve("scripts/test-reporter.ts");
  const program = "node_modules/@playwright/test/cli.js";
  const args = ["test", "one", `--reporter=${reporter}`, "--retries=0"];
  expect(await count("spec.ts", code("@playwright/test") + more, program, args)).toEqual({
    passed: 1,
    failed: 2,
    skipped: [
      { name: "one.spec.ts > never runs", reason: "marked as skipped in the test" },
      { name: "one.spec.ts > skips", reason: "no phone here" },
      {
        name: "one.spec.ts > in order > second",
        reason: "did not run, because an earlier test failed",
      },
    ],
  });
});

it("counts a run that failed without a failed test as failed", () => {
  expect(readCounts("missing.json", 0).failed).toBe(1);
  const file = join(folder, "counts.json");
  writeFileSync(file, JSON.stringify({ passed: 1, failed: 0, skipped: [] }));
  expect(readCounts(file, 0).failed).toBe(0);
  expect(readCounts(file, 1).failed).toBe(1);
});

it("sums up in one line", () => {
  const skipped = [{ name: "a", reason: "b" }];
  const sum = sumCounts([
    { passed: 2, failed: 0, skipped },
    { passed: 3, failed: 1, skipped: [] },
  ]);
  expect(countsLine(sum)).toBe("5 passed, 1 failed, 1 skipped");
});

it("reads its options", () => {
  expect(readTestOptions([]).parts).toEqual(["types", "lint", "unit", "browser"]);
  expect(readTestOptions(["--only=browser,types"]).parts).toEqual(["types", "browser"]);
  expect(readTestOptions(["--only=unit", "lib/embed"]).filters).toEqual(["lib/embed"]);
  expect(readTestOptions(["--database=postgres://a/b"])).toMatchObject({
    parts: ["unit", "browser"],
    server: "postgres://a/b",
  });
  expect(() => readTestOptions(["--only=all"])).toThrow(/types, lint, unit, browser, removal/);
  expect(() => readTestOptions(["--watch"])).toThrow(/--watch/);
});
