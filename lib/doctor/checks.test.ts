import { describe, expect, it } from "vitest";
import { explainText } from "@/lib/vendors/error-texts";
import { aheadOf, compareClocks } from "./clock";
import { checkMigrations, checkVersion } from "./database";
import { checkAddress, checkEnvironment } from "./environment";
import { isWell } from "./finding";
import { checkHostNames } from "./host-names";
import { checkOwnPolicy } from "./own-policy";
import { covers, framingRefusal } from "./policy";

const levels = (findings: { level: string }[]) => findings.map(({ level }) => level);

describe("the environment", () => {
  it.each([
    ["20.19.0", "well"],
    ["24.1.0", "well"],
    ["20.18.9", "problem"],
    ["18.20.0", "problem"],
  ])("Node %s is %s", (node, level) => {
    expect(levels(checkEnvironment([], node))[0]).toBe(level);
  });

  it("says each variable that does not fit, and what to do", () => {
    const found = checkEnvironment(["VAULT_KEY is not set."], "20.19.0");
    expect(isWell(found)).toBe(false);
    expect(found.at(-1)).toMatchObject({ what: "VAULT_KEY is not set.", level: "problem" });
    expect(found.at(-1)?.mend).toContain(".env");
  });

  it.each([
    ["http://localhost:3000", 11, "well"],
    ["http://127.0.0.1:3000", 11, "well"],
    ["https://app.example.com", 0, "well"],
    ["https://app.example.com", 11, "problem"],
    ["http://app.example.com", 0, "problem"],
  ])("%s with %i demo accounts is %s", (origin, demo, level) => {
    expect(levels(checkAddress(origin, demo))).toEqual([level]);
  });
});

describe("the database", () => {
  it.each([
    [150_004, "well"],
    [180_000, "well"],
    [140_011, "problem"],
  ])("version %i is %s", (version, level) => expect(checkVersion(version).level).toBe(level));

  it("wants every migration, finished", () => {
    const one = { name: "1_first", finished: true };
    expect(checkMigrations(["1_first"], [one]).level).toBe("well");
    const missing = checkMigrations(["1_first", "2_second"], [one]);
    expect(missing).toMatchObject({ level: "problem", mend: "npm run db:migrate" });
    expect(missing.what).toContain("2_second");
    expect(checkMigrations(["1_first"], [{ ...one, finished: false }]).level).toBe("problem");
    expect(checkMigrations(null, [one]).level).toBe("note");
  });
});

describe("clocks", () => {
  const place = { group: "clock", subject: "" };
  it.each([
    [0, "well"],
    [-2.4, "well"],
    [6, "note"],
    [-12, "problem"],
    [31, "problem"],
  ])("%d seconds ahead is %s", (ahead, level) => {
    expect(compareClocks(place, "It", ahead, 0.5).level).toBe(level);
  });

  it("reads a Date header to half a second", () => {
    const at = Date.parse("2026-11-21T10:00:30Z");
    expect(aheadOf("Sat, 21 Nov 2026 10:00:00 GMT", at)).toBe(-29.5);
    expect(aheadOf(null, at)).toBeNull();
    expect(aheadOf("soon", at)).toBeNull();
  });
});

const vendorOrigins = (origin: string) => ({ frame: [origin], script: [], connect: [], form: [] });

describe("host names", () => {
  it.each([
    ["http://localhost:3000", "http://127.0.0.1:4000", "well"],
    ["http://localhost:3000", "http://localhost:4000", "problem"],
    ["https://app.example.com", "https://app.example.com:8443", "problem"],
    ["https://app.example.com", "http://vendor.example.net", "problem"],
    ["https://app.example.com", "https://vendor.example.com", "well"],
  ])("%s with %s is %s", (host, vendor, level) => {
    expect(levels(checkHostNames(host, "one", vendorOrigins(vendor)))).toEqual([level]);
  });
});

describe("a policy", () => {
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
    expect(covers(source.split(" ").filter(Boolean), origin, self)).toBe(expected);
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

  it("of our own is compared with what a connection needs", () => {
    const own = (policy: string, referrer = "strict-origin-when-cross-origin") => ({
      ...{ policy, referrer, origin: "https://app.example.com" },
    });
    const origins = vendorOrigins(self);
    expect(levels(checkOwnPolicy("one", origins, own(`frame-src ${self}`), true))).toEqual([
      "well",
    ]);
    expect(levels(checkOwnPolicy("one", origins, own("frame-src 'none'"), false))).toEqual([
      "problem",
    ]);
    const silent = own(`frame-src ${self}`, "no-referrer");
    expect(levels(checkOwnPolicy("one", origins, silent, true))).toEqual(["problem"]);
    expect(levels(checkOwnPolicy("one", origins, silent, false))).toEqual(["well"]);
  });
});

describe("vendors' error texts", () => {
  it.each([
    ["sigma", "EPERM Operation not permitted", /creation is switched off/],
    ["sigma", "EACCES", /not shared/],
    ["sigma", "Session expired. Reload the page.", /time is over/],
    ["sigma", "The specified teams sales do not exist", /team/],
    ["basedash", "Embedding is not enabled for this organization", /switched off/],
    ["basedash", "This embed is not authorized to load from http://x", /allowed origins/],
    ["basedash", "Unable to verify the request origin", /Referer/],
    ["basedash", "The JWT token is invalid or has expired", /secret/],
    ["basedash", "The organization ID in your JWT does not match any Basedash organization", /id/],
  ])("%s: %s", (vendor, text, meaning) => {
    const explained = explainText(vendor, text);
    expect(explained?.meaning).toMatch(meaning);
    expect(explained?.mend).not.toBe("");
  });

  it("invents nothing for a text that no documentation shows", () => {
    expect(explainText("sigma", "Welcome to the sales workbook")).toBeNull();
    expect(explainText("holistics", "EPERM")).toBeNull();
  });
});
