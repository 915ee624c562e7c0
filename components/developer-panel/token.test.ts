import { EncryptJWT, SignJWT } from "jose";
import { describe, expect, it } from "vitest";
import type { Mint } from "@/lib/embed/schema";
import { decodeToken, findToken } from "./token";

const key = new TextEncoder().encode("0123456789abcdef0123456789abcdef");
const claims = { sub: "jürgen@acme.example", teams: ["a"], exp: 1_790_000_000 };
const signed = () => new SignJWT(claims).setProtectedHeader({ alg: "HS256", kid: "k" }).sign(key);
const encrypted = () =>
  new EncryptJWT(claims).setProtectedHeader({ alg: "dir", enc: "A256GCM", kid: "e" }).encrypt(key);

const mintOf = (pane: object) => ({ pane }) as Mint;

describe("a mint's token", () => {
  it("is found in a query, a path, an attribute and a prop", async () => {
    const [jws, jwe] = [await signed(), await encrypted()];
    const frame = (src: string) => findToken(mintOf({ kind: "frame", src }));
    expect(frame(`https://v.example/w?:jwt=${jws}&:embed=true`)).toBe(jws);
    expect(frame(`https://v.example/iframe/${jwe}/production?locale_code=en`)).toBe(jwe);
    expect(frame("https://v.example/w?key=eyJ")).toBeUndefined();
    const attributes = { environment: "production", "dash-jwt": jwe };
    expect(findToken(mintOf({ kind: "element", attributes }))).toBe(jwe);
    expect(findToken(mintOf({ kind: "component", props: { id: "C1", token: jws } }))).toBe(jws);
  });

  it("is decoded if signed; if encrypted, only its header", async () => {
    expect(decodeToken(await signed())).toEqual({ header: { alg: "HS256", kid: "k" }, claims });
    expect(decodeToken(await encrypted())).toEqual({
      header: { alg: "dir", enc: "A256GCM", kid: "e" },
    });
    expect(decodeToken("eyJ.x.y")).toBeUndefined();
    expect(decodeToken("a.b")).toBeUndefined();
  });
});
