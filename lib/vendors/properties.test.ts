import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { paneSchema } from "@/lib/embed/schema";
import { createToken } from "@/lib/embed/token";
import { type EmbedScope, NotConfigured } from "./contract";
import { type Case, goldenCases } from "./golden.fixtures";
import { openToken, testCredential } from "./open-token.fixtures";

const nasty = fc.constantFrom(
  ...["&:jwt=x", "?a=b", "#x", "a/../b", "%2e%2e", "\r\nX: y", '"><script>', "__proto__", "=", " "],
  ...[
    "javascript:1",
    "\u202egpj.exe",
    "constructor",
    "a&_token=b",
    "//evil.example",
    "@evil.example",
  ],
);
const text = fc.oneof(nasty, fc.string({ unit: "grapheme", minLength: 1, maxLength: 24 }));
const slug = fc.stringMatching(/^[a-z][a-z0-9-]{0,20}$/);
const email = fc
  .tuple(fc.stringMatching(/^[a-z0-9._+-]{1,20}$/), fc.stringMatching(/^[a-z0-9-]{1,10}\.example$/))
  .map(([local, domain]) => `${local}@${domain}`);

/** Changes that people make in the host: names, locale, time zone, teams, titles. */
const fromPeople = fc.record({
  tenant: fc.record({ id: fc.uuid(), slug, name: text }),
  viewer: fc.record({
    id: fc.uuid(),
    email,
    name: text,
    role: fc.constantFrom("owner" as const, "admin" as const, "member" as const),
  }),
  teams: fc.array(text, { maxLength: 4 }),
  region: fc.option(text),
  theme: fc.constantFrom("light" as const, "dark" as const),
  locale: text,
  timeZone: text,
});

/** Everything in the pane that the browser would load. */
function urlsOf({ vendor, settings }: Case, scope: EmbedScope): string[] {
  const pane = paneSchema.parse(vendor.pane("TOKEN", scope, settings));
  if (pane.kind === "frame") return [pane.src];
  if (pane.kind === "element") return [pane.script];
  return pane.props.src ? [pane.props.src] : [];
}

const shape = (url: string) => {
  const { origin, pathname, search, hash } = new URL(url);
  const names = search
    .slice(1)
    .split("&")
    .map((pair) => pair.replace(/=.*/s, ""));
  return { origin, pathname, names, hash };
};

describe.each(goldenCases)("$name", (one) => {
  const { vendor, settings, kind, scope: base } = one;

  it("has the same address and parameters whatever people are called", () => {
    const expected = urlsOf(one, base).map(shape);
    fc.assert(
      fc.property(fromPeople, (changes) => {
        const urls = urlsOf(one, { ...base, ...changes });
        expect(urls.map(shape)).toEqual(expected);
        for (const url of urls) {
          expect(url).toMatch(/^[\x21-\x7e]+$/);
          expect(url.split("TOKEN").length - 1).toBe(kind.pane === "frame" ? 1 : 0);
        }
      }),
      { numRuns: 150 },
    );
  });

  it("keeps an id inside its own path segment or refuses it", () => {
    const [plain = ""] = urlsOf(one, base);
    const depth = new URL(plain).pathname.split("/").length;
    fc.assert(
      fc.property(text, (ref) => {
        const scope = { ...base, dashboard: { ...base.dashboard, ref } };
        let urls: string[];
        try {
          urls = urlsOf(one, scope);
        } catch (error) {
          expect(error).toBeInstanceOf(NotConfigured);
          return;
        }
        for (const url of urls) {
          expect(new URL(url).pathname.split("/")).toHaveLength(depth);
          expect(new URL(url).origin).toBe(new URL(plain).origin);
          expect(new URL(url).hash).toBe(new URL(plain).hash);
        }
      }),
      { numRuns: 150 },
    );
  });

  it("has the scope's times, and every token opens to its claims", async () => {
    const key = { ...testCredential(vendor.credential), need: vendor.credential };
    await fc.assert(
      fc.asyncProperty(
        fromPeople,
        fc.nat(2 ** 31),
        fc.integer({ min: 1, max: 3600 }),
        async (changes, issuedAt, life) => {
          const scope = { ...base, ...changes, issuedAt, expiresAt: issuedAt + life };
          let claims: Record<string, unknown>;
          try {
            claims = vendor.claims(scope, settings);
          } catch (error) {
            expect(error).toBeInstanceOf(NotConfigured);
            return;
          }
          expect(claims.exp).toBe(issuedAt + life);
          const token = await createToken(claims, { ...key, kid: scope.kid });
          expect(openToken(token, key.algorithm, key.secret).claims).toEqual(claims);
        },
      ),
      { numRuns: 60 },
    );
  });
});
