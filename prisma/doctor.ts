// Examines this installation and says what is wrong; run by `npm run doctor [-- --json]`.

import { type Finding, isWell } from "@/lib/doctor/finding";
import { examineHere } from "@/lib/doctor/run-checks";

const mark = { well: "  ✓ ", note: "  · ", problem: "  ✗ " };

function print(findings: readonly Finding[]): void {
  let head = "";
  for (const { group, subject, level, what, why, mend } of findings) {
    const here = subject ? `${group} ${subject}` : group;
    if (here !== head) console.log(`\n${here}`);
    head = here;
    console.log(mark[level] + what);
    if (why) console.log(`      ${why}`);
    if (mend) console.log(`      → ${mend}`);
  }
  const problems = findings.filter(({ level }) => level === "problem").length;
  console.log(problems === 0 ? "\nAll is well." : `\n${problems} to mend.`);
}

try {
  const findings = await examineHere();
  const well = isWell(findings);
  if (process.argv.includes("--json")) console.log(JSON.stringify({ well, findings }, null, 2));
  else print(findings);
  process.exitCode = well ? 0 : 1;
} catch (error) {
  // The text of an unforeseen error may quote an address or a row.
  console.error(`The doctor failed: ${error instanceof Error ? error.name : "unknown"}.`);
  process.exitCode = 2;
}
