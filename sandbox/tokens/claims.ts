import { z } from "zod";
import { Refusal } from "../errors";
import type { VendorInstance } from "../sandbox";
import type { JsonObject } from "./compact";

/** No control characters and no half of a surrogate pair. */
export const claimText = z
  .string()
  .min(1)
  .max(256)
  .refine((text) => !/[\p{Cc}\p{Cs}]/u.test(text));

/** An id that may end up in a URL. */
export const claimId = z.string().regex(/^[A-Za-z0-9._-]{1,128}$/);

export const claimEmail = z
  .string()
  .max(254)
  .regex(/^[\x21-\x3f\x41-\x7e]{1,64}@[A-Za-z0-9.-]{1,190}$/);

/** `checkTimes` checks their values. */
export const timeClaims = { iat: z.number(), exp: z.number() };

/** Verified claims in the vendor's shape, with nothing beside. @throws Refusal */
export function parseClaims<T>(schema: z.ZodType<T>, claims: JsonObject): T {
  const parsed = schema.safeParse({ ...claims });
  if (!parsed.success) throw new Refusal("claims");
  return parsed.data;
}

/**
 * Checks `iat` and `exp` by the vendor's clock.
 * @param maxSeconds longest `exp - iat`
 * @param lenient takes a fractional `exp` and no `iat`, as Explo's own samples have them
 * @returns `exp` in whole seconds
 * @throws Refusal
 */
export function checkTimes(
  { iat, exp: rawExp }: JsonObject,
  vendor: VendorInstance,
  { maxSeconds, lenient = false }: { maxSeconds: number; lenient?: boolean },
): number {
  const now = vendor.now();
  const leeway = vendor.sandbox.settings.clockLeewaySeconds;
  const exp = lenient && typeof rawExp === "number" ? Math.floor(rawExp) : rawExp;
  const isIatMissing = iat === undefined && lenient;
  if (!isTime(exp) || !(isTime(iat) || isIatMissing)) throw new Refusal("claims");
  if (exp <= now - leeway) throw new Refusal("expired");
  if (isTime(iat) && iat > now + leeway) throw new Refusal("not_yet");
  const start = isTime(iat) ? iat : now + leeway;
  if (exp - start > maxSeconds || (isTime(iat) && exp <= iat)) throw new Refusal("too_long");
  return exp;
}

function isTime(value: unknown): value is number {
  return Number.isSafeInteger(value) && Number(value) >= 0;
}
