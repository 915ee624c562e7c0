import { generateKeyPairSync } from "node:crypto";
import { describe, expect, it } from "vitest";
import type { CredentialSpec } from "@/lib/vendors/contract";
import { openToken, testSecrets } from "@/lib/vendors/open-token.fixtures";
import { checkCredential, createToken, TokenError } from "./token";

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

describe("seal", () => {
  it.each([
    ["HS256", testSecrets.HS256],
    ["RS256", rsa(2048, "pkcs1")],
    ["RS256", rsa(2048, "pkcs8")],
    ["ES256", ec("P-256", "sec1")],
    ["ES256", ec("P-256", "pkcs8")],
  ] as const)(
    "signs with %s what opens without jose, claim by claim",
    async (algorithm, secret) => {
      const token = await createToken(claims, { algorithm, need: any, kid: null, secret });
      expect(openToken(token, algorithm, secret)).toStrictEqual({
        header: { alg: algorithm, typ: "JWT" },
        claims,
      });
    },
  );

  it("encrypts for Explo: five parts, empty key, IV of 12 and tag of 16 bytes, no typ", async () => {
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

  it("names the key only where the vendor asks for it", async () => {
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

  it("lets no claim into the header", async () => {
    const hostile = { alg: "none", kid: "other", typ: "x", ...claims };
    const secret = testSecrets.HS256;
    const token = await createToken(hostile, { algorithm: "HS256", need: any, kid: null, secret });
    expect(openToken(token, "HS256", secret)).toStrictEqual({
      header: { alg: "HS256", typ: "JWT" },
      claims: hostile,
    });
  });

  it("adds no time and alters no input", async () => {
    const frozen = Object.freeze({ a: 1 });
    const secret = testSecrets.HS256;
    const token = await createToken(frozen, { algorithm: "HS256", need: any, kid: null, secret });
    expect(openToken(token, "HS256", secret).claims).toStrictEqual({ a: 1 });
  });

  it("refuses an algorithm that the vendor does not take", async () => {
    for (const algorithm of ["none", "HS512", "hs256", "dir+A256GCM", ""]) {
      const options = { algorithm, need: any, kid: null, secret: testSecrets.HS256 };
      await expect(createToken(claims, options)).rejects.toMatchObject({ code: "bad_algorithm" });
    }
  });

  it("refuses a token over 2,048 characters, and takes one of exactly that", async () => {
    const options = { algorithm: "HS256", need: any, kid: null, secret: testSecrets.HS256 };
    await expect(createToken({ teams: "x".repeat(1463) }, options)).resolves.toHaveLength(2048);
    await expect(createToken({ teams: "x".repeat(1464) }, options)).rejects.toMatchObject({
      code: "token_too_long",
      message: expect.stringContaining("2048"),
    });
  });

  it("says nothing of the secret or the claims when it refuses", async () => {
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

describe("checkCredential", () => {
  const problem = (need: CredentialSpec, algorithm: string, secret: string) =>
    checkCredential(need, algorithm, secret).join(" ");

  it("is content with good keys", () => {
    for (const algorithm of any.algorithms) {
      expect(checkCredential(any, algorithm, testSecrets[algorithm])).toEqual([]);
    }
    expect(checkCredential(explo, "dir+A256GCM", testSecrets["dir+A256GCM"])).toEqual([]);
  });

  it.each([
    ["a UUID for Explo", "3f0f2a44-4cc3-4d63-a7a5-111122223333", /exactly 32 bytes.*36/],
    ["64 hex characters for Explo", "ab".repeat(32), /exactly 32 bytes.*64/],
    ["31 bytes for Explo", "x".repeat(31), /exactly 32 bytes.*31/],
    ["32 characters that are 33 bytes", `${"x".repeat(31)}é`, /exactly 32 bytes.*33/],
    ["a copied line break", `${"x".repeat(32)}\n`, /white space/],
  ])("names what is wrong with %s", (_title, secret, words) => {
    expect(problem(explo, "dir+A256GCM", secret)).toMatch(words);
  });

  it("asks for 32 bytes of a signing secret, and never trims", () => {
    expect(problem(any, "HS256", "short")).toMatch(/at least 32 bytes.*5/);
    expect(problem(any, "HS256", `${testSecrets.HS256}\n`)).toMatch(/white space/);
    expect(problem(any, "HS256", ` ${testSecrets.HS256}`)).toMatch(/white space/);
    expect(problem(any, "HS256", "")).toMatch(/at least 32 bytes/);
  });

  it.each([
    ["a short RSA key", "RS256", rsa(1024, "pkcs8"), /2048 bits.*1024/],
    ["an EC key for RS256", "RS256", ec("P-256", "pkcs8"), /RSA key/],
    ["an RSA key for ES256", "ES256", rsa(2048, "pkcs8"), /P-256/],
    ["another curve", "ES256", ec("P-384", "pkcs8"), /P-256/],
    ["a secret's text", "RS256", testSecrets.HS256, /PEM/],
    ["half a key", "RS256", rsa(2048, "pkcs1").slice(0, 800), /cannot be read/],
  ])("names what is wrong with %s", (_title, algorithm, secret, words) => {
    expect(problem(any, algorithm, secret)).toMatch(words);
  });

  it("refuses a public key and one behind a passphrase", () => {
    const pair = generateKeyPairSync("rsa", { modulusLength: 2048 });
    const open = pair.publicKey.export({ type: "spki", format: "pem" }).toString();
    const locked = pair.privateKey
      .export({ type: "pkcs8", format: "pem", cipher: "aes-256-cbc", passphrase: "x" })
      .toString();
    expect(problem(any, "RS256", open)).toMatch(/private key/);
    expect(problem(any, "RS256", locked)).toMatch(/passphrase/);
  });

  it("says which algorithms there are", () => {
    expect(problem(explo, "HS256", testSecrets.HS256)).toMatch(/takes dir\+A256GCM, not HS256/);
  });
});
