import { describe, expect, it } from "vitest";
import { countProblems, resultsFor } from "./check-result";
import { compareClocks, secondsAhead } from "./clock";
import { checkHostNames } from "./connection";
import { allows, framingRefusal } from "./csp";
import { checkMigrations, checkVersion } from "./database";
import { checkAddress, checkEnvironment } from "./environment";
import { checkHostHeaders } from "./host-pages";

const levels = (results: { level: string }[]) => results.map(({ level }) => level);

describe("the environment", () => {
  it.each([
    ["20.19.0", "ok"],
    ["24.1.0", "ok"],
    ["20.18.9", "problem"],
    ["18.20.0", "problem"],
  ])("Node %s is %s", (node, level) => {
    expect(levels(checkEnvironment([], node))[0]).toBe(level);
  });

  it("lists each invalid variable with its fix", () => {
    const found = checkEnvironment(["VAULT_KEY is not set."], "20.19.0");
    expect(countProblems(found)).toBe(1);
    expect(found.at(-1)).toMatchObject({ summary: "VAULT_KEY is not set.", level: "problem" });
    expect(found.at(-1)?.fix).toContain(".env");
  });

  it.each([
    ["http://localhost:3000", 11, "ok"],
    ["http://127.0.0.1:3000", 11, "ok"],
    ["https://app.example.com", 0, "ok"],
    ["https://app.example.com", 11, "problem"],
    ["http://app.example.com", 0, "problem"],
  ])("%s with %i demo accounts is %s", (origin, demo, level) => {
    expect(levels(checkAddress(origin, demo))).toEqual([level]);
  });
});

describe("the database", () => {
  it.each([
    [150_004, "ok"],
    [180_000, "ok"],
    [140_011, "problem"],
  ])("version %i is %s", (version, level) => expect(checkVersion(version).level).toBe(level));

  it("needs every migration, finished", () => {
    const one = { name: "1_first", finished: true };
    expect(checkMigrations(["1_first"], [one]).level).toBe("ok");
    const missing = checkMigrations(["1_first", "2_second"], [one]);
    expect(missing).toMatchObject({ level: "problem", fix: "npm run db:migrate" });
    expect(missing.summary).toContain("2_second");
    expect(checkMigrations(["1_first"], [{ ...one, finished: false }]).level).toBe("problem");
    expect(checkMigrations(null, [one]).level).toBe("note");
  });
});

describe("clocks", () => {
  it.each([
    [0, "ok"],
    [-2.4, "ok"],
    [6, "note"],
    [-12, "problem"],
    [31, "problem"],
  ])("%d seconds ahead is %s", (ahead, level) => {
    expect(compareClocks(resultsFor("clock"), "It", ahead, 0.5).level).toBe(level);
  });

  it("are read from a Date header to half a second", () => {
    const at = Date.parse("2026-11-21T10:00:30Z");
    expect(secondsAhead("Sat, 21 Nov 2026 10:00:00 GMT", at)).toBe(-29.5);
    expect(secondsAhead(null, at)).toBeNull();
    expect(secondsAhead("soon", at)).toBeNull();
  });
});

const vendorOrigins = (origin: string) => ({ frame: [origin], script: [], connect: [], form: [] });

describe("host names", () => {
  it.each([
    ["http://localhost:3000", "http://127.0.0.1:4000", "ok"],
    ["http://localhost:3000", "http://localhost:4000", "problem"],
    ["https://app.example.com", "https://app.example.com:8443", "problem"],
    ["https://app.example.com", "http://vendor.example.net", "problem"],
    ["https://app.example.com", "https://vendor.example.com", "ok"],
  ])("%s with %s is %s", (host, vendor, level) => {
    expect(levels(checkHostNames(host, "one", vendorOrigins(vendor)))).toEqual([level]);
  });
});

describe("a Content-Security-Policy", () => {
  const self = "https://vendor.example";
  it.each([
    ["https://app.example.com", "https://app.example.com", true],
    ["https://app.example.com", "https://app.example.com:8443", false],
    ["https://*.example.com", "https://app.example.com", true],
    ["https://*.example.com", "https://example.com", false],
    ["https://*.example.com", "https://app.example.com.evil.test", false],
    ["http://localhost:*", "http://localhost:3000", true],
    ["http://localhost:3000", "http://localhost:3001", false],
    ["http://app.example.com", "https://app.example.com", true],
    ["https://app.example.com", "http://app.example.com", false],
    ["https:", "https://anything.example", true],
    ["*", "http://localhost:3000", true],
    ["'self'", "https://vendor.example", true],
    ["'self'", "https://app.example.com", false],
    ["'none'", "https://app.example.com", false],
    ["", "https://app.example.com", false],
  ])("source %s for %s: %s", (source, origin, expected) => {
    expect(allows(source.split(" ").filter(Boolean), origin, self)).toBe(expected);
  });

  it.each([
    [{ "Content-Security-Policy": "default-src 'none'; frame-ancestors https://a.example" }, false],
    [{ "Content-Security-Policy": "frame-ancestors https://b.example" }, true],
    // frame-ancestors is what counts where both are.
    [{ "X-Frame-Options": "DENY", "Content-Security-Policy": "frame-ancestors *" }, false],
    [{ "X-Frame-Options": "deny" }, true],
    [{ "X-Frame-Options": "SAMEORIGIN" }, true],
    [{ "Content-Security-Policy": "default-src 'self'" }, false],
  ] as [Record<string, string>, boolean][])("%o refuses: %s", (headers, refused) => {
    const refusal = framingRefusal(new Headers(headers), "https://a.example", self);
    expect(refusal !== null).toBe(refused);
  });

  it("of this app must allow what a connection needs", () => {
    const headers = (csp: string, referrerPolicy = "strict-origin-when-cross-origin") => ({
      csp,
      referrerPolicy,
      origin: "https://app.example.com",
    });
    const origins = vendorOrigins(self);
    expect(levels(checkHostHeaders("one", origins, headers(`frame-src ${self}`), true))).toEqual([
      "ok",
    ]);
    expect(levels(checkHostHeaders("one", origins, headers("frame-src 'none'"), false))).toEqual([
      "problem",
    ]);
    const silent = headers(`frame-src ${self}`, "no-referrer");
    expect(levels(checkHostHeaders("one", origins, silent, true))).toEqual(["problem"]);
    expect(levels(checkHostHeaders("one", origins, silent, false))).toEqual(["ok"]);
  });
});
