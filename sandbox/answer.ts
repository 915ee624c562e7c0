// Decides how every door answers: one way to show, one way to refuse, nothing that tells a reason.
import { randomUUID } from "node:crypto";
import type { Context } from "hono";
import { StoreUnavailable } from "./database";
import { type Boot, documentHeaders, embedDocument, messageDocument, newNonce } from "./pages";
import { Refusal } from "./refusal";
import { originItem } from "./registry/origins";
import type { Ask, Door, Sandbox, Words } from "./sandbox";
import { urlLimit } from "./verify/front";

/** A document to show, with the origins that may frame it. */
export interface Page {
  boot: Boot;
  origins: string[];
  headers?: Record<string, string>;
}

/** What a door's origins are while a test refuses all of them: a list that nobody is on. */
export const nobody = ["https://nobody.invalid"];

/** The origins an administrator allowed for a door. */
export async function findOrigins(sandbox: Sandbox, door: string): Promise<string[]> {
  if (sandbox.control.take(door, "refuse-origin")) return nobody;
  const item = await sandbox.registry.find(door, "origins", "", originItem);
  return item?.origins ?? [];
}

/**
 * Answers a request for an embed document.
 * @param read verifies and returns the page, or a Response of its own (a redirect); throws Refusal
 */
export async function serveDocument(
  ask: Ask,
  sandbox: Sandbox,
  door: Door,
  read: (origins: string[], url: URL) => Promise<Page | Response>,
): Promise<Response> {
  let origins: string[] = [];
  try {
    origins = await findOrigins(sandbox, door.name);
    refuseStrayRequest(ask);
    const page = await read(origins, new URL(ask.req.url));
    if (page instanceof Response) return page;
    const nonce = newNonce();
    const styled = sandbox.assets.find(`${door.name}.css`) !== undefined;
    return ask.body(embedDocument(page.boot, nonce, styled), 200, {
      ...documentHeaders(page.origins, nonce),
      ...page.headers,
    });
  } catch (error) {
    const { status, words, reference, headers } = explain(error, sandbox, door, door.refused);
    const nonce = newNonce();
    return ask.body(messageDocument(words, reference, nonce), status, {
      ...documentHeaders(origins, nonce),
      ...headers,
    });
  }
}

/**
 * A token is for one navigation of one frame: not for a look at the headers, a prefetch, or a tab
 * of its own. Asked before the token is read, so that none is spent. Throws Refusal.
 */
function refuseStrayRequest(ask: Ask): void {
  const destination = ask.req.header("Sec-Fetch-Dest");
  const prefetch = ask.req.header("Sec-Purpose") ?? ask.req.header("Purpose");
  if (ask.req.method !== "GET" || (destination && destination !== "iframe") || prefetch) {
    throw new Refusal("embedding", {
      status: 403,
      title: "This page must be embedded",
      detail: "It only opens in a frame of the application that it was made for.",
    });
  }
  const { pathname, search } = new URL(ask.req.url);
  if (pathname.length + search.length > urlLimit) throw new Refusal("too_large");
}

/** Answers a request for JSON, with the same refusals as a document. */
export async function serveJson(
  ask: Ask,
  sandbox: Sandbox,
  door: Door,
  read: () => Promise<Response>,
): Promise<Response> {
  try {
    const response = await read();
    for (const [name, value] of Object.entries(dataHeaders)) {
      if (!response.headers.has(name)) response.headers.set(name, value);
    }
    return response;
  } catch (error) {
    const { status, words, reference, headers } = explain(error, sandbox, door, door.expired);
    return ask.json({ error: { ...words, reference } }, status, { ...dataHeaders, ...headers });
  }
}

export const dataHeaders = {
  "Cache-Control": "no-store",
  "X-Content-Type-Options": "nosniff",
  "Cross-Origin-Resource-Policy": "same-origin",
  "Referrer-Policy": "no-referrer",
  Vary: "Origin, Sec-Fetch-Site",
};

interface Explained {
  status: 400 | 401 | 403 | 404 | 503;
  words: Words;
  reference: string;
  headers: Record<string, string>;
}

/** What the visitor is told; the reason itself goes to the log and the counters only. */
function explain(error: unknown, sandbox: Sandbox, door: Door, words: Words): Explained {
  const reference = randomUUID();
  if (error instanceof Refusal) {
    sandbox.control.refused(door.name, error.code);
    sandbox.log(`${door.name} refused ${error.code} ${reference}`);
    const { status, title, detail } = error.shown ?? { status: 401 as const, ...words };
    return { status, words: { title, detail }, reference, headers: {} };
  }
  if (!(error instanceof StoreUnavailable)) throw error;
  sandbox.control.refused(door.name, "store");
  sandbox.log(`${door.name} refused store ${reference}: ${error.message}`);
  return { status: 503, words: unavailable, reference, headers: { "Retry-After": "2" } };
}

const unavailable = { title: "Not available now", detail: "Please try again in a moment." };

/** Answer where no door is concerned: an unknown address, or a fault of the program itself. */
export function plainError(
  ask: Context,
  status: 400 | 401 | 403 | 404 | 413 | 500 | 503,
  title: string,
  detail: string,
): Response {
  return ask.json({ error: { title, detail } }, status, {
    ...dataHeaders,
    "Content-Security-Policy": "default-src 'none'; frame-ancestors 'none'",
  });
}
