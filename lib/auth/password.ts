// Decides whether a password fits: argon2id, and the same effort where there is nothing to compare with.
import { hash, verify } from "@node-rs/argon2";

// OWASP's argon2id floor: 19 MiB, two passes, one lane.
// (argon2id is what the library takes when no other algorithm is named.)
const cost = { memoryCost: 19_456, timeCost: 2, parallelism: 1 };

/** argon2id hash in PHC form. */
export function hashPassword(password: string): Promise<string> {
  return hash(password, cost);
}

let decoy: Promise<string> | undefined;

/** True when the password fits. An unknown person (null) costs as much as a known one. */
export async function passwordFits(stored: string | null, password: string): Promise<boolean> {
  decoy ??= hashPassword("nobody's password");
  const fits = await verify(stored ?? (await decoy), password);
  return fits && stored !== null;
}

/** Makes the decoy before the first sign-in needs it, so that the first unknown person takes no longer. */
export async function warmUp(): Promise<void> {
  decoy ??= hashPassword("nobody's password");
  await decoy;
}

/** Shortest password a person may choose, in characters. */
export const passwordLength = 15;

/** Why this cannot be a new password, as a sentence; null: it can. */
export function passwordProblem(password: string, email: string): string | null {
  const characters = [...password];
  if (characters.length < passwordLength) return `Use at least ${passwordLength} characters.`;
  // Longer ones the sign-in does not read.
  if (password.length > 1_000) return "Use at most 1,000 characters.";
  if (new Set(characters).size < 5) return "Use more than a few different characters.";
  if (password.toLowerCase().includes(email.toLowerCase())) {
    return "Choose one without your e-mail address in it.";
  }
  return null;
}
