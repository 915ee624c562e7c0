// Decides what a finding is: what was looked at, how it stands, why that matters, how to mend it.

/** `note`: true and worth knowing, nothing to mend. Only a `problem` makes the doctor unhappy. */
export type Level = "well" | "note" | "problem";

export type Finding = {
  /** Which group of checks: `environment`, `database`, `clock`, `host`, `connection`. */
  group: string;
  /** Which one of several, such as a connection's slug; empty: there is only one. */
  subject: string;
  level: Level;
  /** One sentence: what was found. */
  what: string;
  /** Why it matters; empty where all is well. */
  why: string;
  /** What to do; empty where there is nothing to do. */
  mend: string;
};

/** Makes the findings of one group and subject. No text may hold a secret or a token. */
export function about(group: string, subject = "") {
  const make =
    (level: Level) =>
    (what: string, why = "", mend = ""): Finding => ({ group, subject, level, what, why, mend });
  return { well: make("well"), note: make("note"), problem: make("problem") };
}

export const isWell = (findings: readonly Finding[]): boolean =>
  findings.every(({ level }) => level !== "problem");
