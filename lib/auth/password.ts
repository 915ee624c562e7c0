import { hash, verify } from "@node-rs/argon2";
import { ZxcvbnFactory } from "@zxcvbn-ts/core";
import { adjacencyGraphs, dictionary } from "@zxcvbn-ts/language-common";
import { z } from "zod";

// OWASP's minimum for argon2id, the library's default algorithm: 19 MiB, two passes, one lane.
const cost = { memoryCost: 19_456, timeCost: 2, parallelism: 1 };

/** argon2id hash in PHC form. */
export function hashPassword(password: string): Promise<string> {
  return hash(password, cost);
}

let decoy: Promise<string> | undefined;

/** Whether the password is right. An unknown user (null) takes as long as a known one. */
export async function verifyPassword(stored: string | null, password: string): Promise<boolean> {
  decoy ??= hashPassword("nobody's password");
  const matches = await verify(stored ?? (await decoy), password);
  return matches && stored !== null;
}

/** Makes the decoy at startup, so that the first unknown user takes no longer than others. */
export async function warmUp(): Promise<void> {
  decoy ??= hashPassword("nobody's password");
  await decoy;
}

const strength = new ZxcvbnFactory({ dictionary, graphs: adjacencyGraphs });

/** A new password: NIST's 15 characters, and hard to guess by someone who knows the email address. */
export function passwordSchema(email: string) {
  return z
    .string()
    .min(15, "Use at least 15 characters.")
    .max(1_000, "Use at most 1,000 characters.")
    .refine(
      (password) => strength.check(password, [email, ...email.split(/[@.]/)]).score >= 3,
      "This password is easy to guess. Try a few unrelated words.",
    );
}
