import { describe, expect, it } from "vitest";
import { readToken } from "./scoop-messages";

describe("readToken", () => {
  it("reads the token of its own message only", () => {
    expect(readToken({ type: "scoop:token", token: "a.b.c" })).toBe("a.b.c");
    expect(readToken({ type: "scoop:token", token: "a..b.c.d" })).toBeNull();
    expect(readToken({ type: "scoop:token" })).toBeNull();
    expect(readToken({ type: "token", token: "a.b.c" })).toBeNull();
  });
});
