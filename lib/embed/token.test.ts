import { generateKeyPairSync } from "node:crypto";
import { describe, expect, it } from "vitest";
import type { CredentialSpec } from "@/lib/vendors/contract";
import { openToken, testSecrets } from "@/lib/vendors/open-token.fixtures";
import { createToken, TokenError } from "./token";

const any: CredentialSpec = {
  algorithms: ["HS256", "RS256", "ES256"],
  minBytes: 32,
  kid: "absent",
  tenantKid: null,
};
const explo: CredentialSpec = {
  algorithms: ["dir+A256GCM"],
  bytes: 32,
  kid: "required",
  tenantKid: null,
};
const claims = { sub: "Ünïcode 🪟", nested: { list: ["a", null, 1.5, true] }, exp: 1735689600 };

const rsa = (bits: number, type: "pkcs1" | "pkcs8") =>
  generateKeyPairSync("rsa", { modulusLength: bits })
    .privateKey.export({ type, format: "pem" })
    .toString();
const ec = (namedCurve: string, type: "sec1" | "pkcs8") =>
  generateKeyPairSync("ec", { namedCurve }).privateKey.export({ type, format: "pem" }).toString();

describe("a token", () => {
  it.each([
    ["HS256", testSecrets.HS256],
    ["RS256", rsa(2048, "pkcs1")],
    ["RS256", rsa(2048, "pkcs8")],
    ["ES256", ec("P-256", "sec1")],
    ["ES256", ec("P-256", "pkcs8")],
  ] as const)("is signed with %s and can be verified without jose", async (algorithm, secret) => {
    const token = await createToken(claims, { algorithm, need: any, kid: null, secret });
    expect(openToken(token, algorithm, secret)).toStrictEqual({
      header: { alg: algorithm, typ: "JWT" },
      claims,
    });
  });

  it("is encrypted for Explo: five parts, empty key, IV of 12 and tag of 16 bytes, no typ", async () => {
    const secret = testSecrets["dir+A256GCM"];
    const options = { algorithm: "dir+A256GCM", need: explo, kid: "key-1", secret } as const;
    const token = await createToken(claims, options);
    const parts = token.split(".").map((part) => Buffer.from(part, "base64url").length);
    expect(parts).toHaveLength(5);
    expect([parts[1], parts[2], parts[4]]).toEqual([0, 12, 16]);
    expect(openToken(token, "dir+A256GCM", secret)).toStrictEqual({
      header: { alg: "dir", enc: "A256GCM", kid: "key-1" },
      claims,
    });
    expect(await createToken(claims, options)).not.toBe(token);
  });

  it("names the key only for vendors that require it", async () => {
    const need = { ...any, kid: "required" } as const;
    const options = { algorithm: "HS256", kid: "client-1", secret: testSecrets.HS256 };
    const headerOf = async (one: CredentialSpec) =>
      openToken(await createToken(claims, { ...options, need: one }), "HS256", options.secret)
        .header;
    expect(await headerOf(need)).toEqual({ alg: "HS256", typ: "JWT", kid: "client-1" });
    expect(await headerOf(any)).toEqual({ alg: "HS256", typ: "JWT" });
    await expect(createToken(claims, { ...options, need, kid: null })).rejects.toMatchObject({
      code: "missing_kid",
    });
  });

  it("has a header that no claim can change", async () => {
    const hostile = { alg: "none", kid: "other", typ: "x", ...claims };
    const secret = testSecrets.HS256;
    const token = await createToken(hostile, { algorithm: "HS256", need: any, kid: null, secret });
    expect(openToken(token, "HS256", secret)).toStrictEqual({
      header: { alg: "HS256", typ: "JWT" },
      claims: hostile,
    });
  });

  it("contains exactly the claims", async () => {
    const frozen = Object.freeze({ a: 1 });
    const secret = testSecrets.HS256;
    const token = await createToken(frozen, { algorithm: "HS256", need: any, kid: null, secret });
    expect(openToken(token, "HS256", secret).claims).toStrictEqual({ a: 1 });
  });

  it("is refused for an algorithm that the vendor doesn't accept", async () => {
    for (const algorithm of ["none", "HS512", "hs256", "dir+A256GCM", ""]) {
      const options = { algorithm, need: any, kid: null, secret: testSecrets.HS256 };
      await expect(createToken(claims, options)).rejects.toMatchObject({ code: "bad_algorithm" });
    }
  });

  it("has up to 2,048 characters", async () => {
    const options = { algorithm: "HS256", need: any, kid: null, secret: testSecrets.HS256 };
    await expect(createToken({ teams: "x".repeat(1463) }, options)).resolves.toHaveLength(2048);
    await expect(createToken({ teams: "x".repeat(1464) }, options)).rejects.toMatchObject({
      code: "token_too_long",
      message: expect.stringContaining("2048"),
    });
  });

  it("is refused without quoting the secret or the claims", async () => {
    const secret = "SECRET-CANARY\n";
    const refused = createToken(
      { a: "CLAIM-CANARY" },
      { algorithm: "HS256", need: any, kid: null, secret },
    );
    const error = await refused.catch((caught: unknown) => caught);
    expect(error).toBeInstanceOf(TokenError);
    expect(String((error as TokenError).stack)).not.toMatch(/CANARY/);
    expect(error).not.toHaveProperty("cause");
  });
});
