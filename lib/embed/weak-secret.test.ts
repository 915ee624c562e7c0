import { randomBytes } from "node:crypto";
import { describe, expect, it } from "vitest";
import { findWeakness } from "./weak-secret";

describe("a weak secret", () => {
  it.each([
    "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa",
    "abcabcabcabcabcabcabcabcabcabcabcabc",
    "ThisPassword!ThisPassword!ThisPassword!",
    "your-256-bit-secret-your-256-bit-secret-x",
    "my-super-secret-embed-key-please-change-me",
    "abcdefghijklmnopqrstuvwxyz0123456789",
    "qwertyuiopasdfghjklzxcvbnm1234567890",
    "correct horse battery staple is not a secret",
  ])("is recognized: %s", (secret) => {
    const weakness = findWeakness(secret);
    expect(weakness).toBeTruthy();
    expect(weakness).not.toContain(secret.slice(0, 6));
  });

  it("is never a random one", () => {
    for (let round = 0; round < 2_000; round += 1) {
      const bytes = randomBytes(32);
      for (const encoding of ["hex", "base64", "base64url"] as const) {
        const secret = bytes.toString(encoding);
        expect(findWeakness(secret), secret).toBeNull();
      }
      expect(findWeakness(bytes.toString("base64url").slice(0, 32))).toBeNull();
    }
  });
});
