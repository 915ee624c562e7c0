// npm run doctor [-- --json]: exits with 0 only when all is well.

import { type Finding, isWell } from "@/lib/doctor/finding";
import { examineHere } from "@/lib/doctor/run-checks";
import { loadInstallation } from "./installation";

const mark = { well: "  ✓ ", note: "  · ", problem: "  ✗ " };

function print(findings: readonly Finding[]): void {
  let heading = "";
  for (const { group, subject, level, what, why, mend } of findings) {
    const current = subject ? `${group} ${subject}` : group;
    if (current !== heading) console.log(`\n${current}`);
    heading = current;
    console.log(mark[level] + what);
    if (why) console.log(`      ${why}`);
    if (mend) console.log(`      → ${mend}`);
  }
  const problems = findings.filter(({ level }) => level === "problem").length;
  console.log(problems === 0 ? "\nAll is well." : `\n${problems} to fix.`);
}

let exitCode: number;
try {
  loadInstallation();
  const findings = await examineHere();
  const well = isWell(findings);
  if (process.argv.includes("--json")) console.log(JSON.stringify({ well, findings }, null, 2));
  else print(findings);
  exitCode = well ? 0 : 1;
} catch (error) {
  // The message of an unforeseen error may quote an address or a row.
  console.error(`The doctor failed: ${error instanceof Error ? error.name : "unknown"}.`);
  exitCode = 2;
}
process.exit(exitCode);
