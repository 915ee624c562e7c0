// Decides what an operator is shown of another person's view: why they may open it, and a test token.
import { randomBytes } from "node:crypto";
import { type Snippet, snippetsOf } from "@/app/operator/playground/snippets";
import { type Look, look } from "@/lib/access/preview-access";
import type { SignedIn } from "@/lib/auth/session";
import { db } from "@/lib/db";
import { normalizeEmail } from "@/lib/users/email-address";
import { ValidationError } from "@/lib/validation";
import { NotConfigured } from "@/lib/vendors/contract";
import { VendorFailure } from "@/lib/vendors/vendor-error";
import { type Spoken, speak } from "./create-embed";
import { openToken } from "./decode-token";
import { type Reason, reasonsOf } from "./preview-reasons";
import type { Pane } from "./schema";
import { TokenError } from "./token";

/** A playground's token lives no longer than it takes to look at it. */
export const testTokenSeconds = 60;

export type Viewed = {
  person: { name: string; email: string };
  allowed: boolean;
  reasons: Reason[];
  /** Null where they may not open it, or no token could be made. */
  token: {
    text: string;
    header: Record<string, unknown>;
    claims: Record<string, unknown> | null;
    seconds: number;
    maker: Spoken["maker"];
  } | null;
  pane: Pane | null;
  snippets: Snippet[];
};

/**
 * Looks at a dashboard as another person, whose rate limit it does not touch. The audit gets a row
 * `playground.view-as` under the operator, whatever comes of it.
 *
 * @throws ValidationError naming the field of somebody or something that does not exist
 */
export async function viewAs(
  { user }: SignedIn,
  asked: { tenant: string; email: string; dashboard: string; scheme: "light" | "dark" },
): Promise<Viewed> {
  const { tenant, dashboard, scheme } = asked;
  const [place, person, board] = await Promise.all([
    db().tenant.findUnique({ where: { slug: tenant }, select: { id: true } }),
    db().user.findUnique({
      where: { email: normalizeEmail(asked.email) },
      select: { id: true, name: true, email: true },
    }),
    db().dashboard.findUnique({ where: { slug: dashboard }, select: { id: true } }),
  ]);
  const missing: Record<string, string> = {};
  if (!place) missing.tenant = "There is no such tenant.";
  if (!person) missing.email = "Nobody has this address.";
  if (!board) missing.dashboard = "There is no such dashboard.";
  if (!person || !place || !board) throw new ValidationError(missing);

  const id = randomBytes(16).toString("hex");
  const seen = await look({
    ...{ personId: person.id, tenant, dashboard, lookId: id, seconds: testTokenSeconds },
    ...{ action: "playground.view-as", actor: { id: user.id, email: user.email } },
  });
  const { name, email } = person;
  const made = seen.facts ? await make(seen.facts, id, scheme) : null;
  const failure = typeof made === "string" ? made : null;
  const base = { person: { name, email }, reasons: reasonsOf(seen, failure) };
  if (!made || typeof made === "string") {
    return { ...base, allowed: false, token: null, pane: null, snippets: [] };
  }
  return { ...base, allowed: true, ...made };
}

type Made = Pick<Viewed, "token" | "pane" | "snippets">;

/** Token, pane and snippets; a sentence where that does not work. */
async function make(
  facts: NonNullable<Look["facts"]>,
  id: string,
  scheme: "light" | "dark",
): Promise<Made | string> {
  try {
    const { answer, token, maker } = await speak(facts, id, scheme);
    const { header, claims } = await openToken(token, facts.connection.id);
    const { pane, expiresIn } = answer;
    return {
      token: { text: token, header, claims, seconds: expiresIn, maker },
      pane,
      snippets: snippetsOf({ pane, token, id, header, claims }),
    };
  } catch (error) {
    const told = [NotConfigured, TokenError, VendorFailure].some((one) => error instanceof one);
    if (told) return (error as Error).message;
    return "No token could be made: the key does not open, or does not fit. The doctor says more.";
  }
}
