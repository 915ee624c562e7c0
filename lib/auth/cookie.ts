// Decides how the session cookie is called and read. The cookie holds an encrypted session id, nothing else.
import { decode } from "next-auth/jwt";
import { env } from "@/lib/env";

export const sessionSeconds = 24 * 60 * 60;

/** `__Host-` binds the cookie to this exact host, but browsers store it on https only. */
export function sessionCookieName(): string {
  return env().secure ? "__Host-mullion.session" : "mullion.session";
}

/** The session id inside a cookie value, or null. Never throws: a forged cookie is no session. */
export async function readSessionId(cookie: string | undefined): Promise<string | null> {
  // Ours are short; a longer one is not worth decrypting.
  if (!cookie || cookie.length > 2_048) return null;
  try {
    const token = await decode({ token: cookie, secret: env().NEXTAUTH_SECRET });
    return typeof token?.sid === "string" ? token.sid : null;
  } catch {
    return null;
  }
}
