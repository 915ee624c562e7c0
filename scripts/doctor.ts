// npm run doctor [-- --json]: exits with 0 only when there is no issue.
import { type CheckResult, countProblems } from "@/lib/doctor/check-result";
import { runChecksFromCommandLine } from "@/lib/doctor/run-checks";
import { loadInstallation } from "./environment";

const icons = { ok: "  ✓ ", note: "  · ", problem: "  ✗ " };

function print(results: readonly CheckResult[]): void {
  let lastHeading = "";
  for (const { group, subject, level, summary, why, fix } of results) {
    const heading = subject ? `${group} ${subject}` : group;
    if (heading !== lastHeading) console.log(`\n${heading}`);
    lastHeading = heading;
    console.log(icons[level] + summary);
    if (why) console.log(`      ${why}`);
    if (fix) console.log(`      → ${fix}`);
  }
  const problems = countProblems(results);
  console.log(problems === 0 ? "\nNo issues." : `\n${problems} issue${problems === 1 ? "" : "s"}.`);
}

try {
  loadInstallation();
  const results = await runChecksFromCommandLine();
  const ok = countProblems(results) === 0;
  if (process.argv.includes("--json")) console.log(JSON.stringify({ ok, results }, null, 2));
  else print(results);
  process.exitCode = ok ? 0 : 1;
} catch (error) {
  // Its message may quote an address or a row.
  console.error(`The doctor failed: ${error instanceof Error ? error.name : "unknown"}.`);
  process.exitCode = 2;
}
