import { describe, expect, it, vi } from "vitest";

// A database that nobody answers for.
vi.mock("@/lib/db", async () => {
  const { createClient } = await vi.importActual<typeof import("../db")>("@/lib/db");
  const dead = createClient("postgres://nobody@127.0.0.1:1/none");
  return { db: () => dead };
});

await import("@/lib/testing/environment");
const { authOptions } = await import("./options");

/** What NextAuth calls, and what of it we heard to have failed. */
function makeOptions() {
  const failures: unknown[] = [];
  const options = authOptions((error) => failures.push(error));
  return { failures, options, callbacks: options.callbacks as unknown as Record<string, Callback> };
}
type Callback = (given: unknown) => Promise<unknown>;

describe("while the database does not answer", () => {
  const token = { sid: "some session", sub: "somebody" };

  it("a session is a failure of ours, not a person who is signed out", async () => {
    const { failures, callbacks } = makeOptions();
    await expect(callbacks.session?.({ token })).rejects.toThrow();
    expect(failures).toHaveLength(1);
  });

  it("a sign-out that ended nothing says so", async () => {
    const { failures, options } = makeOptions();
    await expect(options.events?.signOut?.({ token, session: {} as never })).rejects.toThrow();
    expect(failures).toHaveLength(1);
  });

  it("a sign-in is no wrong password", async () => {
    const { failures, options } = makeOptions();
    const [provider] = options.providers as unknown as { options: { authorize: Authorize } }[];
    const fields = { email: "somebody@people.example", password: "a password" };
    await expect(provider?.options.authorize(fields, { headers: {} })).rejects.toThrow();
    expect(failures).toHaveLength(1);
  });
});
type Authorize = (fields: unknown, request: unknown) => Promise<unknown>;

it("a cookie without a session is no failure", async () => {
  const { failures, callbacks } = makeOptions();
  await expect(callbacks.session?.({ token: {} })).rejects.toThrow();
  expect(failures).toEqual([]);
});
