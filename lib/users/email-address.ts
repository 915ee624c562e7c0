/**
 * The address as it is stored and looked up: NFKC, then lower case. Without NFKC a full-width "＠"
 * passes for another person's address (CVE-2026-73420 is that mistake).
 */
export function normalizeEmail(value: string): string {
  return value.normalize("NFKC").trim().toLowerCase();
}

/** One address, without a display name. */
export function isEmail(value: string): boolean {
  return (
    value.length <= 254 &&
    /^[^\s\p{Cc}@,;<>"]+@[^\s\p{Cc}@,;<>"]+\.[^\s\p{Cc}@,;<>"]+$/u.test(value)
  );
}
