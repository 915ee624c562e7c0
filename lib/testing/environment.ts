// Import this before anything that reads env().
process.env.NEXTAUTH_URL ??= "http://localhost:3000";
process.env.NEXTAUTH_SECRET ??= "a secret for tests, long enough to pass";
process.env.VAULT_KEY ??= Buffer.alloc(32, 7).toString("base64");
process.env.DATABASE_URL = process.env.TEST_DATABASE_URL ?? "postgres://127.0.0.1:1/none";

/** `npm test` provides a migrated database; Vitest started by hand may not have one. */
export const hasDatabase = Boolean(process.env.TEST_DATABASE_URL);
