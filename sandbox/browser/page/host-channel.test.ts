import { describe, expect, it } from "vitest";
import { findHostOrigin, isAcceptableMessage } from "./host-channel";

const host = "http://localhost:3000";
const given = { embedded: true, ancestor: host, referrer: "", allowed: [host] };

describe("findHostOrigin", () => {
  it("is the parent's origin if it is allowed", () => {
    expect(findHostOrigin(given)).toBe(host);
    expect(findHostOrigin({ ...given, ancestor: "http://localhost:3001" })).toBeNull();
    expect(findHostOrigin({ ...given, embedded: false })).toBeNull();
    expect(findHostOrigin({ ...given, allowed: [] })).toBeNull();
  });

  it("falls back to the referrer only without ancestorOrigins", () => {
    const firefox = { ...given, ancestor: undefined };
    expect(findHostOrigin({ ...firefox, referrer: `${host}/acme` })).toBe(host);
    expect(findHostOrigin({ ...firefox, referrer: "" })).toBeNull();
    expect(findHostOrigin({ ...given, ancestor: "null", referrer: `${host}/acme` })).toBeNull();
  });
});

describe("isAcceptableMessage", () => {
  it("accepts plain data of a message's size", () => {
    expect(isAcceptableMessage({ event: "updateCustomerJwt", detail: { jwt: "a..b.c.d" } })).toBe(
      true,
    );
    expect(isAcceptableMessage("text")).toBe(false);
    expect(isAcceptableMessage(null)).toBe(false);
    expect(isAcceptableMessage({ event: "x".repeat(4096) })).toBe(false);
    const circle: { self?: object } = {};
    circle.self = circle;
    expect(isAcceptableMessage(circle)).toBe(false);
  });
});
