import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Renewal } from "@/lib/embed/schema";
import { carriedJson } from "./element";
import { readMessage, valueAt } from "./messages";
import { carriedQuery, carry, parseCarried, withQuery } from "./preserved-state";

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

describe("10. which messages count", () => {
  it.each(["loaded", "expired", "explored", "failed", "sized"])("hears %s", (type) => {
    expect(readMessage({ type }, renewal)?.name).toBe(type);
  });

  it.each([
    ["a text", "loaded"],
    ["nothing", null],
    ["a list", ["loaded"]],
    ["a map", new Map([["type", "loaded"]])],
    ["an instance", Object.assign(new Date(), { type: "loaded" })],
    ["another member", { event: "loaded" }],
    ["an unknown name", { type: "load" }],
    ["a member of every object", { type: "constructor" }],
    ["a name that is no text", { type: ["loaded"] }],
    ["too much", { type: "loaded", pad: "x".repeat(4_096) }],
    ["what JSON cannot say", { type: "loaded", big: 1n }],
  ])("drops %s", (_, data) => {
    expect(readMessage(data, renewal)).toBeUndefined();
  });

  it("drops what goes round in circles", () => {
    const data: Record<string, unknown> = { type: "loaded" };
    data.self = data;
    expect(readMessage(data, renewal)).toBeUndefined();
  });

  it("hears nothing where the vendor speaks no messages", () => {
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

describe("carried state", () => {
  const hear = (before: object, data: Record<string, unknown>) =>
    carry(before as Record<string, unknown>, { name: String(data.type), data }, renewal);

  it("uses the first named parameter that has a value, and the map beside it", () => {
    let carried = hear({}, { type: "filtered", book: { variables: { region: "West,East" } } });
    expect(carriedQuery(carried, renewal)).toBe("region=West,East");
    carried = hear(carried, { type: "marked", id: "b1" });
    expect(carriedQuery(carried, renewal)).toBe(":bookmark=b1&region=West,East");
    carried = hear(carried, { type: "explored", key: "k1" });
    expect(carriedQuery(carried, renewal)).toBe(":explore=k1&region=West,East");
    carried = hear(carried, { type: "filtered", book: { variables: { region: "" } } });
    expect(carriedQuery(carried, renewal)).toBe(":explore=k1");
    carried = hear(carried, { type: "explored", key: null });
    expect(carriedQuery(carried, renewal)).toBe(":bookmark=b1");
  });

  it("collects a map one message at a time, as JSON where the vendor wants it", () => {
    const one: Renewal = {
      ...renewal,
      carries: [{ on: "set", path: "value", name: "about", param: "*", json: true }],
    };
    const set = (before: object, about: unknown, value: unknown) =>
      carry(before as Record<string, unknown>, { name: "set", data: { about, value } }, one);
    let carried = set({}, "region", "West");
    carried = set(carried, "teams", ["a", "b"]);
    expect(decodeURIComponent(carriedQuery(carried, one))).toBe('region="West"&teams=["a","b"]');
    expect(carriedJson(carried)).toBe('{"region":"West","teams":["a","b"]}');
    const linked = parseCarried(carriedQuery(carried, one), one);
    expect(carriedJson(linked)).toBe(carriedJson(carried));
    carried = set(set(carried, "teams", null), "region", "");
    expect([carriedQuery(carried, one), carriedJson(carried)]).toEqual(["", ""]);
    expect(carriedJson(parseCarried("region=West&n=1", one))).toBe('{"n":1}');
    expect(set({}, 7, "x")).toEqual({});
  });

  it("keeps a value when a message has none", () => {
    const carried = hear({ ":explore": "k1" }, { type: "explored" });
    expect(carriedQuery(carried, renewal)).toBe(":explore=k1");
  });

  it("drops half characters, and never throws", () => {
    const half = "a\ud83d";
    const variables = { [half]: "x", b: half, c: "\ud83d\ude00" };
    const carried = hear({ ":explore": half }, { type: "filtered", book: { variables } });
    expect(carriedQuery(carried, renewal)).toBe("c=%F0%9F%98%80");
    const units = fc.string({ unit: fc.nat(0xffff).map((code) => String.fromCharCode(code)) });
    fc.assert(
      fc.property(fc.dictionary(units, units), units, (map, key) => {
        carriedQuery({ "*": map, ":explore": key }, renewal);
      }),
    );
  });

  it("drops the vendor's own parameters from a map", () => {
    const variables = { ":jwt": "x", "": "y", a: { b: 1 }, "b c": "d&e=f" };
    const carried = hear({}, { type: "filtered", book: { variables } });
    expect(carriedQuery(carried, renewal)).toBe("b%20c=d%26e%3Df");
  });

  it("is appended literally and never sets what the mint has set", () => {
    expect(withQuery("https://v.example/w?:jwt=a", ":explore=k")).toBe(
      "https://v.example/w?:jwt=a&:explore=k",
    );
    expect(withQuery("https://v.example/w", ":explore=k")).toBe("https://v.example/w?:explore=k");
    expect(withQuery("https://v.example/w?:jwt=a&_token=b", "_token=c&%3Ajwt=d&x=1")).toBe(
      "https://v.example/w?:jwt=a&_token=b&x=1",
    );
    expect(withQuery("https://v.example/w?:jwt=a", "")).toBe("https://v.example/w?:jwt=a");
  });

  it("survives a shared link, which cannot say more than the vendor's messages could", () => {
    const texts = fc.dictionary(fc.string({ minLength: 1 }), fc.string({ minLength: 1 }), {
      maxKeys: 5,
    });
    fc.assert(
      fc.property(texts, (variables) => {
        const query = carriedQuery({ "*": variables }, renewal);
        expect(carriedQuery(parseCarried(query, renewal), renewal)).toBe(query);
      }),
    );
    expect(carriedQuery(parseCarried("__proto__=a", renewal), renewal)).toBe("__proto__=a");
    expect(carriedQuery(parseCarried(":explore=k%2F1", renewal), renewal)).toBe(":explore=k%2F1");
    expect(carriedQuery(parseCarried(":jwt=x&:embed=no", renewal), renewal)).toBe("");
    expect(carriedQuery(parseCarried("x=1", { ...renewal, carries: [] }), renewal)).toBe("");
    expect(parseCarried(`x=${"1".repeat(2_000)}`, renewal)).toEqual({});
  });
});
