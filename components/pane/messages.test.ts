import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Renewal } from "@/lib/embed/schema";
import { readMessage, valueAt } from "./messages";
import { toJson } from "./mount-element";
import { appendQuery, parseStateQuery, preserve, toStateQuery } from "./preserved-state";

const renewal: Renewal = {
  mode: "swap",
  origin: "https://vendor.example",
  named: "type",
  ready: ["loaded"],
  asks: ["expired"],
  carries: [
    { on: "explored", path: "key", param: ":explore" },
    { on: "marked", path: "id", param: ":bookmark" },
    { on: "filtered", path: "book.variables", param: "*" },
  ],
  errors: [{ on: "failed", code: "code" }],
  height: [{ on: "sized", path: "height" }],
};

describe("vendor messages", () => {
  it.each(["loaded", "expired", "explored", "failed", "sized"])("accepts %s", (type) => {
    expect(readMessage({ type }, renewal)?.name).toBe(type);
  });

  it.each([
    ["a string", "loaded"],
    ["null", null],
    ["an array", ["loaded"]],
    ["a map", new Map([["type", "loaded"]])],
    ["a class instance", Object.assign(new Date(), { type: "loaded" })],
    ["another name member", { event: "loaded" }],
    ["an unknown name", { type: "load" }],
    ["an inherited member", { type: "constructor" }],
    ["a name that is not a string", { type: ["loaded"] }],
    ["a large message", { type: "loaded", pad: "x".repeat(4_096) }],
    ["what JSON can't express", { type: "loaded", big: 1n }],
  ])("drops %s", (_, data) => {
    expect(readMessage(data, renewal)).toBeUndefined();
  });

  it("drops circular data", () => {
    const data: Record<string, unknown> = { type: "loaded" };
    data.self = data;
    expect(readMessage(data, renewal)).toBeUndefined();
  });

  it("drops all messages of a vendor that declares none", () => {
    expect(readMessage({ type: "loaded" }, { ...renewal, named: undefined })).toBeUndefined();
  });

  it("never throws", () => {
    fc.assert(fc.property(fc.anything(), (data) => void readMessage(data, renewal)));
  });
});

it("valueAt reads own members only", () => {
  expect(valueAt({ a: { b: 7 } }, "a.b")).toBe(7);
  expect(valueAt({ a: 1 }, "a.b.c")).toBeUndefined();
  expect(valueAt({}, "constructor.name")).toBeUndefined();
  expect(valueAt({}, "__proto__")).toBeUndefined();
});

describe("preserved state", () => {
  const receive = (before: object, data: Record<string, unknown>) =>
    preserve(before as Record<string, unknown>, { name: String(data.type), data }, renewal);

  it("uses the first named parameter that has a value, and the map", () => {
    let state = receive({}, { type: "filtered", book: { variables: { region: "West,East" } } });
    expect(toStateQuery(state, renewal)).toBe("region=West,East");
    state = receive(state, { type: "marked", id: "b1" });
    expect(toStateQuery(state, renewal)).toBe(":bookmark=b1&region=West,East");
    state = receive(state, { type: "explored", key: "k1" });
    expect(toStateQuery(state, renewal)).toBe(":explore=k1&region=West,East");
    state = receive(state, { type: "filtered", book: { variables: { region: "" } } });
    expect(toStateQuery(state, renewal)).toBe(":explore=k1");
    state = receive(state, { type: "explored", key: null });
    expect(toStateQuery(state, renewal)).toBe(":bookmark=b1");
  });

  it("collects a map one message at a time, as JSON if declared", () => {
    const one: Renewal = {
      ...renewal,
      carries: [{ on: "set", path: "value", name: "about", param: "*", json: true }],
    };
    const set = (before: object, about: unknown, value: unknown) =>
      preserve(before as Record<string, unknown>, { name: "set", data: { about, value } }, one);
    let state = set({}, "region", "West");
    state = set(state, "teams", ["a", "b"]);
    expect(decodeURIComponent(toStateQuery(state, one))).toBe('region="West"&teams=["a","b"]');
    expect(toJson(state)).toBe('{"region":"West","teams":["a","b"]}');
    const linked = parseStateQuery(toStateQuery(state, one), one);
    expect(toJson(linked)).toBe(toJson(state));
    state = set(set(state, "teams", null), "region", "");
    expect([toStateQuery(state, one), toJson(state)]).toEqual(["", ""]);
    expect(toJson(parseStateQuery("region=West&n=1", one))).toBe('{"n":1}');
    expect(set({}, 7, "x")).toEqual({});
  });

  it("keeps a value if a message has none", () => {
    const state = receive({ ":explore": "k1" }, { type: "explored" });
    expect(toStateQuery(state, renewal)).toBe(":explore=k1");
  });

  it("drops lone surrogates, and never throws", () => {
    const half = "a\ud83d";
    const variables = { [half]: "x", b: half, c: "\ud83d\ude00" };
    const state = receive({ ":explore": half }, { type: "filtered", book: { variables } });
    expect(toStateQuery(state, renewal)).toBe("c=%F0%9F%98%80");
    const units = fc.string({ unit: fc.nat(0xffff).map((code) => String.fromCharCode(code)) });
    fc.assert(
      fc.property(fc.dictionary(units, units), units, (map, key) => {
        toStateQuery({ "*": map, ":explore": key }, renewal);
      }),
    );
  });

  it("drops the vendor's own parameters from a map", () => {
    const variables = { ":jwt": "x", "": "y", a: { b: 1 }, "b c": "d&e=f" };
    const state = receive({}, { type: "filtered", book: { variables } });
    expect(toStateQuery(state, renewal)).toBe("b%20c=d%26e%3Df");
  });

  it("is appended literally and never overrides the mint", () => {
    expect(appendQuery("https://v.example/w?:jwt=a", ":explore=k")).toBe(
      "https://v.example/w?:jwt=a&:explore=k",
    );
    expect(appendQuery("https://v.example/w", ":explore=k")).toBe("https://v.example/w?:explore=k");
    expect(appendQuery("https://v.example/w?:jwt=a&_token=b", "_token=c&%3Ajwt=d&x=1")).toBe(
      "https://v.example/w?:jwt=a&_token=b&x=1",
    );
    expect(appendQuery("https://v.example/w?:jwt=a", "")).toBe("https://v.example/w?:jwt=a");
  });

  it("survives a shared link, which can't set more than messages could", () => {
    const texts = fc.dictionary(fc.string({ minLength: 1 }), fc.string({ minLength: 1 }), {
      maxKeys: 5,
    });
    fc.assert(
      fc.property(texts, (variables) => {
        const query = toStateQuery({ "*": variables }, renewal);
        expect(toStateQuery(parseStateQuery(query, renewal), renewal)).toBe(query);
      }),
    );
    expect(toStateQuery(parseStateQuery("__proto__=a", renewal), renewal)).toBe("__proto__=a");
    expect(toStateQuery(parseStateQuery(":explore=k%2F1", renewal), renewal)).toBe(
      ":explore=k%2F1",
    );
    expect(toStateQuery(parseStateQuery(":jwt=x&:embed=no", renewal), renewal)).toBe("");
    expect(toStateQuery(parseStateQuery("x=1", { ...renewal, carries: [] }), renewal)).toBe("");
    expect(parseStateQuery(`x=${"1".repeat(2_000)}`, renewal)).toEqual({});
  });
});
