import { randomUUID } from "node:crypto";
import { NextRequest } from "next/server";
import NextAuth from "next-auth";
import { requireDatabase } from "@/lib/db-health";
import { env } from "@/lib/env";
import { asProblem, Problem, problemResponse } from "@/lib/errors";
import { readBody } from "@/lib/http";
import { log } from "@/lib/log";
import { authOptions } from "./options";

type Context = { params: Promise<{ nextauth: string[] }> };

/** Bytes; the forms here have a handful of short fields. */
const longestBody = 65_536;

/** Options are made for each request: a build has no environment, and each request fails for itself. */
export async function handleAuth(request: NextRequest, context: Context): Promise<Response> {
  try {
    const short = await withShortBody(request);
    // The only one that reads without writing: the others need no database.
    const reads = (await context.params).nextauth[0] === "session";
    if (reads || request.method === "POST") await requireDatabase();
    const answer = await ask(short, context);
    // Some of NextAuth's answers and all its redirects come without.
    if (!answer.headers.has("Cache-Control")) answer.headers.set("Cache-Control", "no-store");
    return answer;
  } catch (error) {
    return refuse(error instanceof SyntaxError ? unreadable() : asProblem(error));
  }
}

async function ask(request: NextRequest, context: Context): Promise<Response> {
  const failures: unknown[] = [];
  const options = authOptions((error) => failures.push(error));
  const answer: Response = await NextAuth(options)(request, context);
  if (failures.length > 0) throw failures[0];
  // What NextAuth calls a fault of the server is an address it cannot parse or a method it does not take.
  if (answer.status >= 500) throw unreadable();
  return answer;
}

function unreadable(): Problem {
  return new Problem("bad_request", "This address or body cannot be read.");
}

function refuse(problem: Problem): Response {
  const requestId = randomUUID();
  const response = problemResponse(problem, requestId);
  const { cause } = problem.more;
  if (cause !== undefined) {
    log.error({ requestId, code: problem.code, error: cause }, "Sign-in request failed");
  }
  // NextAuth keeps the address in a cookie: an unreadable one would be refused again and again.
  if (problem.code === "bad_request") {
    const [prefix, secure] = env().secure ? ["__Secure-", "; Secure"] : ["", ""];
    const cookie = `${prefix}next-auth.callback-url=; Max-Age=0; Path=/; HttpOnly${secure}`;
    response.headers.append("Set-Cookie", cookie);
  }
  return response;
}

/** The same request with its body read: NextAuth would read it whole, whatever its length. */
async function withShortBody(request: NextRequest): Promise<NextRequest> {
  if (request.method !== "POST") return request;
  const { url, method, headers } = request;
  return new NextRequest(url, { method, headers, body: await readBody(request, longestBody) });
}
