import {
  createCipheriv,
  createHmac,
  randomBytes,
  randomUUID,
  sign as signBytes,
} from "node:crypto";
import jwt from "jsonwebtoken";

/** Tokens of jsonwebtoken's making, with exactly the claims given; an undefined one is left out. */
export function hs256(claims: object, secret: string, header: object = {}): string {
  return jwt.sign(plain(claims), secret, {
    algorithm: "HS256",
    noTimestamp: !("iat" in plain(claims)),
    header: { alg: "HS256", typ: "JWT", ...header },
  });
}

export function rs256(claims: object, privateKey: string): string {
  return jwt.sign(plain(claims), privateKey, { algorithm: "RS256" });
}

export function es256(claims: object, privateKey: string): string {
  return jwt.sign(plain(claims), privateKey, { algorithm: "ES256" });
}

function plain(claims: object): object {
  return JSON.parse(JSON.stringify(claims)) as object;
}

export function encode(data: string | Uint8Array): string {
  return Buffer.from(data).toString("base64url");
}

/** A JWS of any header and payload text, signed with HMAC whatever the header says. */
export function rawHs256(header: string, payload: string, secret: string): string {
  const input = `${encode(header)}.${encode(payload)}`;
  return `${input}.${createHmac("sha256", secret).update(input).digest("base64url")}`;
}

/** The same, signed with a private key. */
export function rawRs256(header: string, payload: string, privateKey: string): string {
  const input = `${encode(header)}.${encode(payload)}`;
  return `${input}.${encode(signBytes("sha256", Buffer.from(input), privateKey))}`;
}

/** A JWE dir + A256GCM by node:crypto alone. `ivLength` in bytes. */
export function jwe(
  claims: object | string,
  key: string,
  header: object | string,
  ivLength = 12,
): string {
  const head = encode(typeof header === "string" ? header : JSON.stringify(header));
  const iv = randomBytes(ivLength);
  const cipher = createCipheriv("aes-256-gcm", Buffer.from(key), iv);
  cipher.setAAD(Buffer.from(head));
  const text8 = typeof claims === "string" ? claims : JSON.stringify(claims);
  const text = Buffer.concat([cipher.update(text8, "utf8"), cipher.final()]);
  return [head, "", encode(iv), encode(text), encode(cipher.getAuthTag())].join(".");
}

export function newJti(): string {
  return randomUUID();
}
