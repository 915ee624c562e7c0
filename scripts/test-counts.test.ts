import { mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, it } from "vitest";
import { countsLine, readPlaywrightCounts, readVitestCounts, sumCounts } from "./test-counts.mjs";
import { readTestOptions } from "./test-options.mjs";

function written(content: unknown): string {
  const file = join(mkdtempSync(join(tmpdir(), "mullion-counts-")), "counts.json");
  writeFileSync(file, JSON.stringify(content));
  return file;
}

it("counts a run of which nothing is known as failed", () => {
  expect(readVitestCounts("/nowhere/counts.json").failed).toBe(1);
  expect(readPlaywrightCounts("/nowhere/counts.json").failed).toBe(1);
});

it("counts browser tests, also those that never ran", () => {
  const spec = (title: string, status: string, annotations: unknown[] = []) => ({
    title,
    tests: [{ status, annotations }],
  });
  const counts = readPlaywrightCounts(
    written({
      errors: [{ message: "one file could not be read" }],
      suites: [
        {
          title: "sign-in.spec.ts",
          specs: [spec("in", "expected"), spec("out", "unexpected"), spec("at times", "flaky")],
          suites: [
            {
              title: "elsewhere",
              specs: [
                spec("on a phone", "skipped", [{ type: "skip", description: "no phone here" }]),
                spec("later", "skipped"),
              ],
            },
          ],
        },
      ],
    }),
  );
  expect(counts).toMatchObject({ passed: 2, failed: 2 });
  expect(counts.skipped).toEqual([
    { name: "sign-in.spec.ts > elsewhere > on a phone", reason: "no phone here" },
    { name: "sign-in.spec.ts > elsewhere > later", reason: expect.stringContaining("did not run") },
  ]);
});

it("sums up in one line", () => {
  const skipped = [{ name: "a", reason: "b" }];
  const sum = sumCounts([
    { passed: 2, failed: 0, skipped },
    { passed: 3, failed: 1, skipped: [] },
  ]);
  expect(countsLine(sum)).toBe("5 passed, 1 failed, 1 skipped");
});

it("reads what is asked of it", () => {
  expect(readTestOptions([]).parts).toEqual(["types", "lint", "unit", "browser"]);
  expect(readTestOptions(["--only=browser,types"]).parts).toEqual(["types", "browser"]);
  expect(readTestOptions(["--only=unit", "lib/embed"]).filters).toEqual(["lib/embed"]);
  expect(readTestOptions(["--database=postgres://a/b"])).toMatchObject({
    parts: ["unit", "browser"],
    server: "postgres://a/b",
  });
  expect(() => readTestOptions(["--only=all"])).toThrow(/types, lint, unit, browser/);
  expect(() => readTestOptions(["--watch"])).toThrow(/--watch is not known/);
});
