import { randomUUID } from "node:crypto";
import { STATUS_CODES } from "node:http";
import { HTTPException } from "hono/http-exception";
import { type ErrorResponse, Refusal } from "./errors";
import { documentHeaders, messageDocument, newNonce } from "./pages";
import type { AppContext } from "./sandbox";

type Status = ErrorResponse["status"];

export function jsonError(c: AppContext, status: Status, detail: string) {
  return c.json({ error: { title: STATUS_CODES[status], detail } }, status);
}

/** The one error handler: a page for embeds, JSON for the rest; the reason goes to the log only. */
export function handleError(error: Error, c: AppContext): Response {
  if (error instanceof HTTPException) return jsonError(c, error.status as Status, error.message);
  const { frameAncestors, vendor } = c.var;
  const { status, ...message } = toResponse(error, c);
  const reference = randomUUID();
  if (error instanceof Refusal) {
    vendor?.control.countRefusal(error.reason);
    const detail = error.cause ? `: ${error.message}` : "";
    c.var.sandbox.log(`${vendor?.name} refused ${error.reason} ${reference}${detail}`);
  } else {
    c.var.sandbox.log(`unexpected error ${reference}: ${error.stack ?? error.message}`);
  }
  if (status === 503) c.header("Retry-After", "2");
  if (!frameAncestors) return c.json({ error: { ...message, reference } }, status);
  const nonce = newNonce();
  const headers = documentHeaders(frameAncestors, nonce);
  return c.body(messageDocument(message, reference, nonce), status, headers);
}

function toResponse(error: Error, { var: { frameAncestors, vendor } }: AppContext): ErrorResponse {
  if (!(error instanceof Refusal)) {
    return { status: 500, title: "Internal error", detail: "See the sandbox's log." };
  }
  const { rejected, expired } = vendor?.definition ?? {};
  const alike = { status: 401, ...(frameAncestors ? rejected : expired) } as ErrorResponse;
  return error.response ?? alike;
}
