import { generateKeyPairSync } from "node:crypto";
import { describe, expect, it } from "vitest";
import type { CredentialSpec } from "@/lib/vendors/contract";
import { testSecrets } from "@/lib/vendors/open-token.fixtures";
import { checkCredential } from "./check-credential";

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
const rsa = (bits: number, type: "pkcs1" | "pkcs8") =>
  generateKeyPairSync("rsa", { modulusLength: bits })
    .privateKey.export({ type, format: "pem" })
    .toString();
const ec = (namedCurve: string, type: "sec1" | "pkcs8") =>
  generateKeyPairSync("ec", { namedCurve }).privateKey.export({ type, format: "pem" }).toString();

describe("checking a credential", () => {
  const problem = (need: CredentialSpec, algorithm: string, secret: string) =>
    checkCredential(need, algorithm, secret).join(" ");

  it("accepts valid keys", () => {
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
  ])("explains what is wrong with %s", (_title, secret, words) => {
    expect(problem(explo, "dir+A256GCM", secret)).toMatch(words);
  });

  it("requires 32 bytes of a signing secret, and never trims", () => {
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
    ["half a key", "RS256", rsa(2048, "pkcs1").slice(0, 800), /can't be read/],
  ])("explains what is wrong with %s", (_title, algorithm, secret, words) => {
    expect(problem(any, algorithm, secret)).toMatch(words);
  });

  it("refuses a public key and one with a passphrase", () => {
    const pair = generateKeyPairSync("rsa", { modulusLength: 2048 });
    const open = pair.publicKey.export({ type: "spki", format: "pem" }).toString();
    const locked = pair.privateKey
      .export({ type: "pkcs8", format: "pem", cipher: "aes-256-cbc", passphrase: "x" })
      .toString();
    expect(problem(any, "RS256", open)).toMatch(/private key/);
    expect(problem(any, "RS256", locked)).toMatch(/passphrase/);
  });

  it("names the accepted algorithms", () => {
    expect(problem(explo, "HS256", testSecrets.HS256)).toMatch(/accepts dir\+A256GCM, not HS256/);
  });
});
