import "server-only";
import type { NextAuthOptions } from "next-auth";
import CredentialsProvider from "next-auth/providers/credentials";
import { recordEvent } from "@/lib/audit/record";
import { db } from "@/lib/db";
import { env } from "@/lib/env";
import { log } from "@/lib/log";
import { safeNext } from "./next-path";
import { findLiveSession, sessionSeconds } from "./session";
import { sessionCookieName } from "./session-cookie";
import { signIn, TooManyTries } from "./sign-in";

/** Makes NextAuth clear the cookie of an ended session and answer `{}`. */
class SessionEnded extends Error {}

/**
 * @param failed receives our own errors. NextAuth would treat them as a wrong password, an ended session
 *   or a finished sign-out, and put the error's text into an address.
 */
export function authOptions(failed: (error: unknown) => void): NextAuthOptions {
  const reporting = async <T>(work: Promise<T>): Promise<T> => {
    try {
      return await work;
    } catch (error) {
      if (!(error instanceof TooManyTries)) failed(error);
      throw error;
    }
  };
  const { NEXTAUTH_SECRET, secure } = env();
  return {
    secret: NEXTAUTH_SECRET,
    useSecureCookies: secure,
    session: { strategy: "jwt", maxAge: sessionSeconds },
    pages: { signIn: "/login", signOut: "/logout", error: "/login" },
    cookies: {
      sessionToken: {
        name: sessionCookieName(),
        options: { httpOnly: true, sameSite: "lax", path: "/", secure },
      },
    },
    providers: [
      CredentialsProvider({
        name: "E-mail and password",
        credentials: {
          email: { label: "Email", type: "email" },
          password: { label: "Password", type: "password" },
        },
        authorize: (fields, request) => reporting(signIn(fields, request.headers)),
      }),
    ],
    callbacks: {
      jwt: ({ token, user }) => (user ? { sub: user.id, sid: user.sid } : token),
      session: async ({ token }) => {
        const live =
          typeof token.sid === "string" ? await reporting(findLiveSession(token.sid)) : null;
        if (!live) throw new SessionEnded();
        const { id, email, name } = live.user;
        const expires = new Date(Date.now() + sessionSeconds * 1_000).toISOString();
        return { user: { id, email, name }, expires };
      },
      redirect: ({ url, baseUrl }) =>
        baseUrl + safeNext(url.startsWith(`${baseUrl}/`) ? url.slice(baseUrl.length) : url),
    },
    events: {
      signOut: async ({ token }) => {
        if (typeof token?.sid === "string") await reporting(endSession(token.sid, token.sub));
      },
    },
    logger: {
      // NextAuth logs whole error objects; a code is enough, and an ended session is no error.
      error: (code, metadata) => {
        const cause = metadata instanceof Error ? metadata : metadata.error;
        if (
          cause instanceof SessionEnded ||
          (cause instanceof Error && cause.message === "JWT invalid")
        )
          return;
        log.error({ code }, "NextAuth failed");
      },
      warn: () => {},
      debug: () => {},
    },
  };
}

async function endSession(id: string, userId: string | undefined): Promise<void> {
  await db().session.updateMany({ where: { id, endedAt: null }, data: { endedAt: new Date() } });
  await recordEvent({ action: "sign-out", outcome: "allowed", ...(userId && { userId }) });
}
