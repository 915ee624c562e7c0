import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { paneSchema } from "@/lib/embed/schema";
import { createToken } from "@/lib/embed/token";
import { type EmbedScope, NotConfigured } from "./contract";
import { baseScope, type Golden, goldens } from "./golden.fixtures";
import { openToken, testCredential } from "./open-token.fixtures";
import { requireVendor } from "./registry";

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

const all = Object.entries(goldens).flatMap(([vendorId, list]) =>
  list.map((golden) => ({ vendorId, golden, title: golden.title })),
);

/** Everything the pane holds that the browser would follow or set. */
function urlsOf(vendorId: string, golden: Golden, scope: EmbedScope): string[] {
  const vendor = requireVendor(vendorId);
  const pane = paneSchema.parse(
    vendor.pane("TOKEN", scope, vendor.settings.parse(golden.settings)),
  );
  if (pane.kind === "frame") return [pane.src];
  if (pane.kind === "element") return [pane.script];
  return Object.entries(pane.props).flatMap(([name, value]) => (name === "src" ? [value] : []));
}

const shape = (url: string) => {
  const { origin, pathname, search, hash } = new URL(url);
  const names = search
    .slice(1)
    .split("&")
    .map((pair) => pair.replace(/=.*/s, ""));
  return { origin, pathname, names, hash };
};

describe.each(all)("$vendorId: $title", ({ vendorId, golden }) => {
  const vendor = requireVendor(vendorId);
  const settings = vendor.settings.parse(golden.settings);
  const base: EmbedScope = { ...baseScope, ...golden.scope };

  it("has the same address and parameters whatever people are called", () => {
    const expected = urlsOf(vendorId, golden, base).map(shape);
    fc.assert(
      fc.property(fromPeople, (changes) => {
        const urls = urlsOf(vendorId, golden, { ...base, ...changes });
        expect(urls.map(shape)).toEqual(expected);
        for (const url of urls) {
          expect(url).toMatch(/^[\x21-\x7e]+$/);
          expect(url.split("TOKEN").length - 1).toBe(
            vendorId === "scoop" || url.endsWith(".js") ? 0 : 1,
          );
        }
      }),
      { numRuns: 150 },
    );
  });

  it("keeps an id inside its own path segment or refuses it", () => {
    const [plain = ""] = urlsOf(vendorId, golden, base);
    const depth = new URL(plain).pathname.split("/").length;
    fc.assert(
      fc.property(text, (ref) => {
        const names = {
          organization: "org_1",
          ...base.names,
          [`ref:${base.dashboard.ref}`]: undefined,
        };
        const scope = { ...base, names, dashboard: { ...base.dashboard, ref } };
        let urls: string[];
        try {
          urls = urlsOf(vendorId, golden, scope);
        } catch (error) {
          expect(error).toBeInstanceOf(NotConfigured);
          return;
        }
        for (const url of urls) {
          expect(new URL(url).pathname.split("/")).toHaveLength(depth);
          expect(new URL(url).origin).toBe(new URL(plain).origin);
          expect(new URL(url).hash).toBe("");
        }
      }),
      { numRuns: 150 },
    );
  });

  it("says the same times and no new claims, and every token opens to what was said", async () => {
    const credential = testCredential(vendor.credential);
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
          expect(claims).toMatchObject({ iat: issuedAt, exp: issuedAt + life });
          const options = { ...credential, need: vendor.credential, kid: scope.keyId };
          const token = await createToken(claims, options);
          expect(openToken(token, credential.algorithm, credential.secret).claims).toEqual(claims);
        },
      ),
      { numRuns: 60 },
    );
  });
});

it("never gives two people or tenants one Sigma user", () => {
  const vendor = requireVendor("sigma");
  const golden = goldens.sigma?.[0];
  const settings = vendor.settings.parse(golden?.settings);
  const base = { ...baseScope, ...golden?.scope };
  const who = fc.record({ email, slug, id: fc.uuid() });
  const subOf = (one: { email: string; slug: string; id: string }) =>
    vendor.claims(
      {
        ...base,
        tenant: { ...base.tenant, slug: one.slug },
        viewer: { ...base.viewer, email: one.email, id: one.id },
      },
      settings,
    ).sub;
  fc.assert(
    fc.property(who, who, (a, b) => {
      fc.pre(a.email !== b.email || a.slug !== b.slug);
      expect(subOf(a)).not.toBe(subOf(b));
    }),
    { numRuns: 2000 },
  );
  // Close relatives, which chance would not find: the same address with parts of the other's slug.
  for (const join of ["+", ".", "-"]) {
    const a = { email: `a+b${join}c@x.example`, slug: "d", id: "1" };
    const b = { email: "a+b@x.example", slug: `c${join === "-" ? "-" : ""}d`, id: "2" };
    expect(subOf(a)).not.toBe(subOf(b));
  }
});
