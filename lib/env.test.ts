import { describe, expect, it } from "vitest";
import { parseEnv } from "./env";

const good = {
  DATABASE_URL: "postgres://127.0.0.1/mullion",
  NEXTAUTH_URL: "http://localhost:3000",
  NEXTAUTH_SECRET: "x".repeat(32),
  VAULT_KEY: Buffer.alloc(32, 1).toString("base64"),
};

describe("the environment", () => {
  it("has defaults, and knows the exact origin", () => {
    expect(
      parseEnv({ ...good, NEXTAUTH_URL: "https://app.example/base", EMBED_TTL_SECONDS: "" }),
    ).toMatchObject({
      EMBED_TTL_SECONDS: 300,
      origin: "https://app.example",
      secure: true,
    });
    expect(parseEnv(good).secure).toBe(false);
  });

  it("says what is wrong with each variable, all at once, and repeats no value", () => {
    const bad = {
      NEXTAUTH_SECRET: "hunter2",
      VAULT_KEY: "c2hvcnQ=",
      DATABASE_URL: "mysql://u:pw@h/db",
    };
    const message = (() => {
      try {
        parseEnv(bad);
      } catch (error) {
        return String(error);
      }
    })();
    for (const name of ["NEXTAUTH_URL", "NEXTAUTH_SECRET", "VAULT_KEY", "DATABASE_URL"]) {
      expect(message).toContain(name);
    }
    for (const value of Object.values(bad)) expect(message).not.toContain(value);
  });

  it.each(["4", "abc", "2592001", "1.5"])("refuses EMBED_TTL_SECONDS=%s", (value) => {
    expect(() => parseEnv({ ...good, EMBED_TTL_SECONDS: value })).toThrow("EMBED_TTL_SECONDS");
  });
});
