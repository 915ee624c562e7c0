import { decode } from "next-auth/jwt";
import { env } from "@/lib/env";

/** `__Host-` binds the cookie to this exact host; browsers store such a cookie on https only. */
export function sessionCookieName(): string {
  return env().secure ? "__Host-mullion.session" : "mullion.session";
}

/** The session id in a cookie value; null for a forged one. The cookie holds nothing else. */
export async function readSessionId(cookie: string | undefined): Promise<string | null> {
  // Ours are short: a longer one need not be decrypted.
  if (!cookie || cookie.length > 2_048) return null;
  try {
    const token = await decode({ token: cookie, secret: env().NEXTAUTH_SECRET });
    return typeof token?.sid === "string" ? token.sid : null;
  } catch {
    return null;
  }
}
