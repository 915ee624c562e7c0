import { existsSync, readFileSync } from "node:fs";

export type Counts = {
  passed: number;
  failed: number;
  skipped: { name: string; reason: string }[];
};

/** What a reporter wrote. A run that wrote nothing, or failed without a failed test, has failed. */
export function readCounts(file: string, exitCode: number): Counts {
  if (!existsSync(file)) return { passed: 0, failed: 1, skipped: [] };
  const counts = JSON.parse(readFileSync(file, "utf8")) as Counts;
  return exitCode === 0 || counts.failed > 0 ? counts : { ...counts, failed: 1 };
}

export function sumCounts(list: Counts[]): Counts {
  return {
    passed: list.reduce((sum, { passed }) => sum + passed, 0),
    failed: list.reduce((sum, { failed }) => sum + failed, 0),
    skipped: list.flatMap(({ skipped }) => skipped),
  };
}

/** The last line of every test run. */
export const countsLine = ({ passed, failed, skipped }: Counts) =>
  `${passed} passed, ${failed} failed, ${skipped.length} skipped`;
