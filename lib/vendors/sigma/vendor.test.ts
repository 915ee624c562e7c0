import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { baseScope } from "@/lib/vendors/base.fixtures";
import { sigma as fixtures } from "./golden.fixtures";
import { sigma } from "./vendor";

const [golden] = fixtures.goldens;
const settings = sigma.settings.parse(golden?.settings);
const base = { ...baseScope, ...golden?.scope };

type Who = { email: string; slug: string; id: string };
const subOf = ({ email, slug, id }: Who) =>
  sigma.claims(
    { ...base, tenant: { ...base.tenant, slug }, viewer: { ...base.viewer, email, id } },
    settings,
  ).sub;

describe("sub", () => {
  it.each([
    ["owner@acme.example", "acme", "owner+acme@acme.example"],
    ["a.b@acme.example", "acme", "a.b+acme@acme.example"],
    ["owner+news@acme.example", "acme", "owner+news.acme@acme.example"],
    ["first_last@acme.example", "acme", "first-last-id-1+acme@acme.example"],
  ])("of %s in %s is %s", (email, slug, sub) => {
    expect(subOf({ email, slug, id: "id_1" })).toBe(sub);
  });

  it("differs between tenants for the same person", () => {
    const person = { email: "c@partner.example", id: "1" };
    expect(subOf({ ...person, slug: "acme" })).not.toBe(subOf({ ...person, slug: "globex" }));
  });

  it("is never shared by two people or tenants", () => {
    const email = fc
      .tuple(fc.stringMatching(/^[a-z0-9._+-]{1,20}$/), fc.stringMatching(/^[a-z0-9-]{1,10}$/))
      .map(([local, domain]) => `${local}@${domain}.example`);
    const slug = fc.stringMatching(/^[a-z][a-z0-9-]{0,20}$/);
    const who = fc.record({ email, slug, id: fc.uuid() });
    fc.assert(
      fc.property(who, who, (a, b) => {
        fc.pre(a.email !== b.email || a.slug !== b.slug);
        expect(subOf(a)).not.toBe(subOf(b));
      }),
      { numRuns: 2000 },
    );
  });

  // Chance would not find these: addresses that contain parts of the other's slug.
  it.each([
    ["a+b@x.example", "acme", "a@x.example", "b-acme"],
    ["a_b@x.example", "acme", "a-b@x.example", "acme"],
    ["a+b+c@x.example", "d", "a+b@x.example", "cd"],
    ["a+b.c@x.example", "d", "a+b@x.example", "cd"],
    ["a+b-c@x.example", "d", "a+b@x.example", "c-d"],
  ])("of %s in %s differs from %s in %s", (oneEmail, oneSlug, otherEmail, otherSlug) => {
    const one = subOf({ email: oneEmail, slug: oneSlug, id: "1" });
    expect(subOf({ email: otherEmail, slug: otherSlug, id: "2" })).not.toBe(one);
  });
});

it("refuses to narrow an internal user to a region", () => {
  const internal = { ...base, mapping: { ...base.mapping, internal: "true" }, region: "West" };
  expect(() => sigma.claims(internal, settings)).toThrow(/internal user/);
});
