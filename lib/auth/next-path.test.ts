import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { safeNext } from "./next-path";

describe("where a sign-in may lead", () => {
  it.each([
    ["/acme", "/acme"],
    ["/acme/dashboards/sales?x=1#top", "/acme/dashboards/sales?x=1#top"],
    ["/", "/"],
  ])("keeps our own page %s", (given, path) => expect(safeNext(given)).toBe(path));

  it.each([
    ...[
      "//evil.example",
      "/\\evil.example",
      "\\\\evil.example",
      "https://evil.example",
      "/\t/evil.example",
    ],
    ...[
      "/\n/evil.example",
      "javascript:alert(1)",
      "/..//evil.example",
      "/.//evil.example",
      "evil",
      "",
    ],
    ...[
      "/login",
      "/login?next=/login",
      "/api/auth/signout",
      "http:/evil.example",
      "/%5c\\evil",
      null,
      7,
    ],
  ])("sends %j to the start page", (given) => expect(safeNext(given)).toBe("/"));

  it("never leaves the host, whatever it is given, and never throws", () => {
    const origin = "https://host.example";
    const nasty = fc.stringMatching(/^[/\\\t\r\n:@.%a-z0-9?#]{0,24}$/);
    fc.assert(
      fc.property(fc.oneof(fc.string(), nasty, fc.webUrl()), (value) => {
        expect(new URL(safeNext(value), origin).origin).toBe(origin);
      }),
      { numRuns: 2_000 },
    );
  });
});
