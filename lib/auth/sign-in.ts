import "server-only";
import { randomBytes } from "node:crypto";
import { setTimeout as wait } from "node:timers/promises";
import { recordEvent } from "@/lib/audit/record";
import { db } from "@/lib/db";
import { clearSignInAttempts, countSignInAttempt } from "@/lib/rate-limit";
import { isEmail, normalizeEmail } from "@/lib/users/email-address";
import { adoptPreferences } from "@/lib/users/profile";
import { verifyPassword } from "./password";
import { sessionSeconds } from "./session";

type Headers = Record<string, string | undefined> | undefined;
type Fields = Record<string, unknown> | undefined;

/** NextAuth passes the message to the sign-in page as its error code. */
export class TooManyTries extends Error {
  constructor() {
    super("RateLimited");
  }
}

/** Null alike for an unknown email, a wrong password and a suspended user. */
export async function signIn(fields: Fields, headers: Headers) {
  const email = normalizeEmail(typeof fields?.email === "string" ? fields.email : "");
  const password = typeof fields?.password === "string" ? fields.password : "";
  if (!isEmail(email) || password.length === 0 || password.length > 1_000) return null;

  const attempt = await countSignInAttempt(email, clientAddress(headers));
  if (attempt.refused) {
    // One audit event, not one for each further attempt.
    if (attempt.first)
      await recordEvent({ action: "sign-in", outcome: "refused", reason: "rate_limited", email });
    throw new TooManyTries();
  }
  await wait(attempt.delayMs);

  const user = await db().user.findUnique({
    where: { email },
    select: { id: true, email: true, name: true, passwordHash: true, suspendedAt: true },
  });
  const fits = await verifyPassword(user?.passwordHash ?? null, password);
  if (!user || !fits || user.suspendedAt) {
    const reason = !user ? "unknown" : !fits ? "wrong_password" : "suspended";
    await recordEvent({ action: "sign-in", outcome: "refused", reason, email, userId: user?.id });
    return null;
  }
  await clearSignInAttempts(email);
  await adoptPreferences(user.id, fields);
  const sid = await openSession(user.id, headers?.["user-agent"] ?? "");
  await recordEvent({ action: "sign-in", outcome: "allowed", email, userId: user.id });
  return { id: user.id, email: user.email, name: user.name, sid };
}

async function openSession(userId: string, device: string): Promise<string> {
  const id = randomBytes(32).toString("base64url");
  const expiresAt = new Date(Date.now() + sessionSeconds * 1_000);
  await db().session.create({ data: { id, userId, device: device.slice(0, 200), expiresAt } });
  return id;
}

/** Next sets the header to the peer's address where no proxy has. */
function clientAddress(headers: Headers): string {
  // The length of the longest address: it becomes an index key, which must be short.
  const last = (headers?.["x-forwarded-for"] ?? "").split(",").at(-1)?.trim();
  return last?.slice(0, 45) || "unknown";
}
