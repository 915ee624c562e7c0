/** Only a `problem` fails the doctor; a `note` needs no fix. */
export type Level = "ok" | "note" | "problem";

export type CheckResult = {
  /** `environment`, `database`, `clock`, `host` or `connection`. */
  group: string;
  /** A connection's slug; empty where the group has one subject. */
  subject: string;
  level: Level;
  summary: string;
  /** Why it matters; empty when ok. */
  why: string;
  fix: string;
};

/** Makes results for one group and subject. No text may hold a secret or a token. */
export function resultsFor(group: string, subject = "") {
  const make =
    (level: Level) =>
    (summary: string, why = "", fix = ""): CheckResult => ({
      group,
      subject,
      level,
      summary,
      why,
      fix,
    });
  return { ok: make("ok"), note: make("note"), problem: make("problem") };
}

export const countProblems = (results: readonly CheckResult[]): number =>
  results.filter(({ level }) => level === "problem").length;
