import "server-only";
import { cookies } from "next/headers";
import { notFound, redirect } from "next/navigation";
import { cache } from "react";
import { db } from "@/lib/db";
import { readSessionId, sessionCookieName } from "./session-cookie";

/** A session ends after this time, however active it is. */
export const sessionSeconds = 24 * 60 * 60;

export type Theme = "system" | "light" | "dark";

export type SignedIn = {
  readonly sessionId: string;
  readonly user: {
    readonly id: string;
    readonly email: string;
    readonly name: string;
    readonly isOperator: boolean;
    readonly theme: Theme;
    readonly locale: string;
    readonly timeZone: string;
    /** The user's switch; `seesPanel` says where it counts. */
    readonly developerPanel: boolean;
  };
};

const person = {
  id: true,
  email: true,
  name: true,
  isOperator: true,
  suspendedAt: true,
  theme: true,
  locale: true,
  timeZone: true,
  developerPanel: true,
} as const;

/** Null where the session has ended or expired, or its user is suspended. */
export async function findLiveSession(sessionId: string): Promise<SignedIn | null> {
  const row = await db().session.findUnique({
    where: { id: sessionId },
    select: { endedAt: true, expiresAt: true, lastSeenAt: true, user: { select: person } },
  });
  if (!row || row.endedAt || row.expiresAt <= new Date() || row.user.suspendedAt) return null;
  await noteSeen(sessionId, row.lastSeenAt);
  const { suspendedAt: _, theme, ...user } = row.user;
  return { sessionId, user: { ...user, theme: theme as Theme } };
}

// At most once a minute: it only tells which devices are in use.
async function noteSeen(sessionId: string, lastSeenAt: Date): Promise<void> {
  const now = new Date();
  if (now.getTime() - lastSeenAt.getTime() < 60_000) return;
  await db().session.updateMany({ where: { id: sessionId }, data: { lastSeenAt: now } });
}

/** From this request's cookie; the session may have ended. */
export async function requestSessionId(): Promise<string | null> {
  const jar = await cookies();
  return readSessionId(jar.get(sessionCookieName())?.value);
}

/** The signed-in user of this request. One query, however many callers. */
export const findSession = cache(async (): Promise<SignedIn | null> => {
  const sessionId = await requestSessionId();
  return sessionId ? findLiveSession(sessionId) : null;
});

/** Signed-out visitors sign in and come back to `path`. */
export async function requireUser(path: string): Promise<SignedIn> {
  const session = await findSession();
  if (!session) redirect(`/login?next=${encodeURIComponent(path)}`);
  return session;
}

/** Not found for everyone but operators. */
export async function requireOperator(path: string): Promise<SignedIn> {
  const session = await requireUser(path);
  if (!session.user.isOperator) notFound();
  return session;
}
