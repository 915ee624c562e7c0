// Decides whether proven claims have the right shape and whether now is within their life.
import { z } from "zod";
import { Refusal } from "../refusal";
import { own } from "./json";

/** Text in a claim: no control characters, no half of a surrogate pair, not endless. */
export const claimText = z
  .string()
  .min(1)
  .max(256)
  .refine((text) => !/[\p{Cc}\p{Cs}]/u.test(text));

/** An id that may end up in an address or a path. */
export const claimId = z.string().regex(/^[A-Za-z0-9._-]{1,128}$/);

/** Times are checked by `checkTimes`; a schema only has to let them through. */
export const timeClaims = { iat: z.number(), exp: z.number() };

/** Claims as this vendor writes them, with nothing else beside. Throws Refusal("claims"). */
export function readClaims<T>(schema: z.ZodType<T>, claims: Record<string, unknown>): T {
  const parsed = schema.safeParse(claims);
  if (!parsed.success) throw new Refusal("claims");
  return parsed.data;
}

export interface Life {
  /** Seconds since 1970, by this sandbox's clock. */
  now: number;
  /** Seconds of difference between two clocks that are forgiven. */
  leeway: number;
  /** Longest exp - iat in seconds. */
  longest: number;
  /** Explo's own samples write a fractional `exp` and leave `iat` out. */
  explo?: true;
}

/** Checks `iat` and `exp`, and returns `exp` in whole seconds. Throws Refusal. */
export function checkTimes(claims: Record<string, unknown>, life: Life): number {
  const rawExp = own(claims, "exp");
  const exp = life.explo && typeof rawExp === "number" ? Math.floor(rawExp) : rawExp;
  const iat = own(claims, "iat");
  if (!isTime(exp) || !(isTime(iat) || (iat === undefined && life.explo))) {
    throw new Refusal("claims");
  }
  if (exp <= life.now - life.leeway) throw new Refusal("expired");
  if (isTime(iat) && iat > life.now + life.leeway) throw new Refusal("not_yet");
  const start = isTime(iat) ? iat : life.now + life.leeway;
  if (exp - start > life.longest || (isTime(iat) && exp <= iat)) throw new Refusal("too_long");
  return exp;
}

function isTime(value: unknown): value is number {
  return Number.isSafeInteger(value) && Number(value) >= 0;
}
