import { createPrivateKey } from "node:crypto";
import { EncryptJWT, SignJWT } from "jose";
import type { CredentialSpec, TokenAlgorithm } from "@/lib/vendors/contract";
import { checkCredential, isAccepted, isShared } from "./check-credential";

/** Tokens travel in URLs, and proxies cut those at a few kB. */
export const maxTokenLength = 2048;

export type TokenErrorCode = "bad_key" | "bad_algorithm" | "missing_kid" | "token_too_long";

/** The message contains no key, claim or token. */
export class TokenError extends Error {
  override readonly name = "TokenError";
  constructor(
    readonly code: TokenErrorCode,
    message: string,
  ) {
    super(message);
  }
}

export type CreateTokenOptions = {
  /** As stored with the credential. */
  algorithm: string;
  need: CredentialSpec;
  /** The credential's id, for the header of vendors that want it. */
  kid: string | null;
  /** A shared secret's text, or a private key in PEM (PKCS#8 or PKCS#1). */
  secret: string;
};

/** Signs or encrypts the claims exactly as given. @throws TokenError */
export async function createToken(claims: object, options: CreateTokenOptions): Promise<string> {
  const { algorithm, need, kid, secret } = options;
  if (!isAccepted(need, algorithm)) {
    throw new TokenError("bad_algorithm", `This vendor doesn't accept ${algorithm}.`);
  }
  const [problem] = checkCredential(need, algorithm, secret);
  if (problem) throw new TokenError("bad_key", problem);
  const payload = { ...claims };
  const header = createHeader(algorithm, need, kid);
  const token =
    header.alg === "dir"
      ? await new EncryptJWT(payload).setProtectedHeader(header).encrypt(toBytes(secret))
      : await new SignJWT(payload).setProtectedHeader(header).sign(toKey(algorithm, secret));
  return requireShortToken(token);
}

/** @throws TokenError */
export function requireShortToken(token: string): string {
  if (token.length <= maxTokenLength) return token;
  throw new TokenError(
    "token_too_long",
    `The token has ${token.length} characters, more than ${maxTokenLength}: shorten names or teams.`,
  );
}

/** The only place that writes a header: claims never set `alg`, `enc`, `kid` or `typ`. */
function createHeader(algorithm: TokenAlgorithm, need: CredentialSpec, kid: string | null) {
  const required = need.kid === "required" ? { kid: requireKid(kid) } : {};
  // Explo's samples have no `typ`; every vendor's sample of a signed token does.
  if (algorithm === "dir+A256GCM") return { alg: "dir", enc: "A256GCM", ...required } as const;
  return { alg: algorithm, typ: "JWT", ...required } as const;
}

function requireKid(kid: string | null): string {
  if (kid) return kid;
  throw new TokenError("missing_kid", "This vendor needs a key id, and the credential has none.");
}

// node:crypto and not jose's importPKCS8: Scoop's guide shows keys in PKCS#1, which that refuses.
const toKey = (algorithm: TokenAlgorithm, secret: string) =>
  isShared(algorithm) ? toBytes(secret) : createPrivateKey(secret);

const toBytes = (secret: string) => new TextEncoder().encode(secret);
