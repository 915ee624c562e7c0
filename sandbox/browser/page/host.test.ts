import { describe, expect, it } from "vitest";
import { hostOrigin, isSmall } from "./host";

const host = "http://localhost:3000";
const given = { embedded: true, ancestor: host, referrer: "", allowed: [host] };

describe("hostOrigin", () => {
  it("is the parent's own origin, if that one is allowed", () => {
    expect(hostOrigin(given)).toBe(host);
    expect(hostOrigin({ ...given, ancestor: "http://localhost:3001" })).toBeNull();
    expect(hostOrigin({ ...given, embedded: false })).toBeNull();
    expect(hostOrigin({ ...given, allowed: [] })).toBeNull();
  });

  it("comes from the referrer only where the browser names no ancestors", () => {
    const firefox = { ...given, ancestor: undefined };
    expect(hostOrigin({ ...firefox, referrer: `${host}/acme` })).toBe(host);
    expect(hostOrigin({ ...firefox, referrer: "" })).toBeNull();
    expect(hostOrigin({ ...given, ancestor: "null", referrer: `${host}/acme` })).toBeNull();
  });
});

describe("isSmall", () => {
  it("lets plain data of a message's size through", () => {
    expect(isSmall({ event: "updateCustomerJwt", detail: { jwt: "a..b.c.d" } })).toBe(true);
    expect(isSmall("text")).toBe(false);
    expect(isSmall(null)).toBe(false);
    expect(isSmall({ event: "x".repeat(4096) })).toBe(false);
    const circle: { self?: object } = {};
    circle.self = circle;
    expect(isSmall(circle)).toBe(false);
  });
});
