import { randomUUID } from "node:crypto";
import { describe, expect, it } from "vitest";
import { db } from "@/lib/db";
import { countSignInAttempt } from "@/lib/rate-limit";
import { hasDatabase } from "@/lib/testing/environment";
import { isEmail, normalizeEmail } from "@/lib/users/email-address";
import { hashPassword } from "./password";
import { signIn } from "./sign-in";

const password = "a long enough password";

async function makeAccount(suspended = false) {
  const email = `${randomUUID()}@people.example`;
  const passwordHash = await hashPassword(password);
  const suspendedAt = suspended ? new Date() : null;
  const { id } = await db().user.create({ data: { email, name: "P", passwordHash, suspendedAt } });
  return { id, email };
}

describe("e-mail addresses", () => {
  it("are the same after NFKC and lower-casing", () => {
    expect(normalizeEmail(" Owner＠Acme.Example ")).toBe("owner@acme.example");
    expect(normalizeEmail("owner﹫acme.example")).toBe("owner@acme.example");
  });
  it.each([
    "a@b",
    "a,b@c.example",
    "a b@c.example",
    "<a@b.example>",
    "a@b@c.example",
    "a\u0000@b.example",
    "",
  ])("refuses %j", (value) => expect(isEmail(value)).toBe(false));
});

describe.skipIf(!hasDatabase)("signing in", () => {
  it("opens a session of a day for the right password, however the address is spelled", async () => {
    const { id, email } = await makeAccount();
    const result = await signIn({ email: email.toUpperCase(), password }, { "user-agent": "Test" });
    expect(result).toMatchObject({ id, email });
    const session = await db().session.findUniqueOrThrow({ where: { id: result?.sid ?? "" } });
    expect(session).toMatchObject({ userId: id, device: "Test", endedAt: null });
    expect(session.expiresAt.getTime() - Date.now()).toBeLessThanOrEqual(86_400_000);
  });

  it("answers the same for unknown, wrong and suspended, and writes each down", async () => {
    const [known, suspended] = [await makeAccount(), await makeAccount(true)];
    const unknown = { email: `${randomUUID()}@people.example` };
    for (const [{ email }, given, reason] of [
      [known, "wrong", "wrong_password"],
      [suspended, password, "suspended"],
      [unknown, password, "unknown"],
    ] as const) {
      expect(await signIn({ email, password: given }, {})).toBeNull();
      const [row] = await db().auditEvent.findMany({ where: { email, action: "sign-in" } });
      expect(row).toMatchObject({ outcome: "refused", reason });
    }
  });

  it.each([
    {},
    { email: ["a"], password: {} },
    { email: "x", password: "y" },
    { email: "a@b.example", password: "" },
  ])("refuses fields that are no account: %j", async (fields) =>
    expect(await signIn(fields, {})).toBeNull(),
  );

  it("slows guesses down from the sixth on and stops at a hundred; a success starts anew", async () => {
    const email = `${randomUUID()}@people.example`;
    const attempts = [];
    for (let i = 0; i < 101; i++) attempts.push(await countSignInAttempt(email, randomUUID()));
    expect(attempts.slice(0, 5).every(({ delayMs }) => delayMs === 0)).toBe(true);
    expect(attempts[5]?.delayMs).toBe(200);
    expect(attempts[99]).toEqual({ delayMs: 2_000, refused: false, first: false });
    expect(attempts[100]?.refused).toBe(true);

    const account = await makeAccount();
    for (let i = 0; i < 4; i++) await signIn({ email: account.email, password: "wrong" }, {});
    expect(await signIn({ email: account.email, password }, {})).not.toBeNull();
    expect((await countSignInAttempt(account.email, randomUUID())).delayMs).toBe(0);
  });

  it("forgets the windows of before yesterday when a new one begins", async () => {
    const key = `login:${randomUUID()}`;
    await db().rateLimit.create({ data: { key, windowStart: new Date(0), count: 7 } });
    await countSignInAttempt(`${randomUUID()}@people.example`, randomUUID());
    expect(await db().rateLimit.count({ where: { key } })).toBe(0);
  });

  it("refuses even the right password at the hard stop", async () => {
    const { email } = await makeAccount();
    await db()
      .$executeRaw`insert into "RateLimit" values (${`login:${email}`}, date_trunc('hour', now()), 100)`;
    for (const _ of [1, 2, 3])
      await expect(signIn({ email, password }, {})).rejects.toThrow("RateLimited");
    expect(await db().auditEvent.count({ where: { email, reason: "rate_limited" } })).toBe(1);
  });
});
