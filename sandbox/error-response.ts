import { randomUUID } from "node:crypto";
import { STATUS_CODES } from "node:http";
import { HTTPException } from "hono/http-exception";
import { DatabaseUnavailable, type Message, Refusal } from "./errors";
import { documentHeaders, messageDocument, newNonce } from "./pages";
import type { AppContext } from "./sandbox";

type Status = 400 | 401 | 403 | 404 | 413 | 500 | 503;

export function jsonError(c: AppContext, status: Status, detail: string) {
  return c.json({ error: { title: STATUS_CODES[status], detail } }, status);
}

/** The one error handler: a page for embeds, JSON for the rest; the reason goes to the log only. */
export function handleError(error: Error, c: AppContext): Response {
  if (error instanceof HTTPException) {
    const challenge = error.res?.headers.get("WWW-Authenticate");
    if (challenge) c.header("WWW-Authenticate", challenge);
    const detail = error.message || "The credentials are missing or wrong.";
    return jsonError(c, error.status as Status, detail);
  }
  const { frameAncestors } = c.var;
  const { status, message } = toMessage(error, c);
  const reference = logError(error, c);
  if (status === 503) c.header("Retry-After", "2");
  if (!frameAncestors) return c.json({ error: { ...message, reference } }, status);
  const nonce = newNonce();
  const headers = documentHeaders(frameAncestors, nonce);
  return c.body(messageDocument(message, reference, nonce), status, headers);
}

function toMessage(error: Error, c: AppContext): { status: Status; message: Message } {
  if (error instanceof Refusal) {
    const { title, detail, status } = error.response ?? {
      status: 401 as const,
      ...c.var.vendor.definition[c.var.frameAncestors ? "rejected" : "expired"],
    };
    return { status, message: { title, detail } };
  }
  if (error instanceof DatabaseUnavailable) {
    const message = { title: "Temporarily unavailable", detail: "Try again in a moment." };
    return { status: 503, message };
  }
  const message = { title: "Internal error", detail: "See the sandbox's log." };
  return { status: 500, message };
}

function logError(error: Error, { var: { sandbox, vendor } }: AppContext): string {
  const reference = randomUUID();
  const refused = error instanceof Refusal ? error.reason : "store";
  if (error instanceof Refusal || error instanceof DatabaseUnavailable) {
    vendor?.control.countRefusal(refused);
    const detail = error instanceof Refusal ? "" : `: ${error.message}`;
    sandbox.log(`${vendor?.name ?? "sandbox"} refused ${refused} ${reference}${detail}`);
  } else {
    sandbox.log(`unexpected error ${reference}: ${error.stack ?? error.message}`);
  }
  return reference;
}
