// Decides who is asking: cookie → session row → person, read anew at each request.
import { cookies } from "next/headers";
import { notFound, redirect } from "next/navigation";
import { cache } from "react";
import { db } from "@/lib/db";
import { readSessionId, sessionCookieName } from "./cookie";

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
    /** Switched on by the person; `seesPanel` says where it counts. */
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

/** The session a cookie stands for, if it lives: not ended, not past its day, its person not suspended. */
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

// Once a minute is enough to tell a person which of their devices is in use.
async function noteSeen(sessionId: string, lastSeenAt: Date): Promise<void> {
  const now = new Date();
  if (now.getTime() - lastSeenAt.getTime() < 60_000) return;
  await db().session.updateMany({ where: { id: sessionId }, data: { lastSeenAt: now } });
}

/** The id in this request's cookie, live or not. */
export async function requestSessionId(): Promise<string | null> {
  const jar = await cookies();
  return readSessionId(jar.get(sessionCookieName())?.value);
}

/** Who is asking, or null. One query a request, however many callers. */
export const findSession = cache(async (): Promise<SignedIn | null> => {
  const sessionId = await requestSessionId();
  return sessionId ? findLiveSession(sessionId) : null;
});

/** Who is asking; strangers go to the sign-in page and come back to `path`. */
export async function requireUser(path: string): Promise<SignedIn> {
  const session = await findSession();
  if (!session) redirect(`/login?next=${encodeURIComponent(path)}`);
  return session;
}

/** An operator; everybody else learns nothing. */
export async function requireOperator(path: string): Promise<SignedIn> {
  const session = await requireUser(path);
  if (!session.user.isOperator) notFound();
  return session;
}
