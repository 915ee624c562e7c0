import { describe, expect, it } from "vitest";
import { createToken } from "@/lib/embed/token";
import type { EmbedScope } from "./contract";
import { baseScope, goldens } from "./golden.fixtures";
import { openToken, testCredential } from "./open-token.fixtures";
import { requireVendor, vendors } from "./registry";

describe.each(Object.keys(goldens))("%s, as its documentation says", (vendorId) => {
  const vendor = requireVendor(vendorId);

  it.each(goldens[vendorId] ?? [])("$title", async (golden) => {
    const settings = vendor.settings.parse(golden.settings);
    const scope: EmbedScope = { ...baseScope, ...golden.scope };

    const claims = vendor.claims(scope, settings);
    expect(claims).toStrictEqual(golden.claims);
    expect(vendor.pane("TOKEN", scope, settings)).toStrictEqual(golden.pane);
    expect(vendor.renewal("TOKEN", scope, settings)).toStrictEqual(golden.renewal);

    const credential = testCredential(vendor.credential);
    const options = { ...credential, need: vendor.credential, kid: scope.keyId };
    const opened = openToken(
      await createToken(claims, options),
      credential.algorithm,
      credential.secret,
    );
    expect(opened).toStrictEqual({ header: golden.header, claims: golden.claims });
  });
});

it("has a golden entry for every kind of every vendor", () => {
  for (const { id: vendorId, kinds } of vendors) {
    const shown = (goldens[vendorId] ?? []).map(
      ({ scope }) => (scope.dashboard ?? baseScope.dashboard).kind,
    );
    expect([...new Set(shown)].sort(), vendorId).toEqual(Object.keys(kinds).sort());
  }
});

describe("what only the sandbox reads", () => {
  const presented = (vendorId: string, kind: string) => {
    const golden = (goldens[vendorId] ?? []).find(
      ({ scope }) => (scope.dashboard ?? baseScope.dashboard).kind === kind,
    );
    if (!golden) throw new Error(`no golden entry for ${vendorId} ${kind}`);
    const vendor = requireVendor(vendorId);
    const settings = vendor.settings.parse({ ...golden.settings, presentation: true });
    return vendor.pane("TOKEN", { ...baseScope, ...golden.scope }, settings);
  };

  it("comes with theme, locale and time zone where the vendorId documents no parameter", () => {
    expect(presented("explo", "dashboard")).toMatchObject({
      src: "https://app.explo.co/iframe/TOKEN?locale_code=en-US&theme=light&timezone=Europe%2FParis",
    });
    expect(presented("explo", "component")).toMatchObject({
      attributes: { theme: "light", locale: "en-US", timezone: "Europe/Paris" },
    });
    expect(presented("holistics", "portal")).toMatchObject({
      src: "https://us.holistics.io/embed/embed-key-1?_token=TOKEN&theme=light&locale=en-US",
    });
    expect(presented("basedash", "shared")).toMatchObject({
      src: "https://charts.basedash.com/shared/link_9/TOKEN?theme=light&locale=en-US",
    });
  });
});

describe("Sigma's sub", () => {
  const sigma = requireVendor("sigma");
  const golden = goldens.sigma?.[0];
  const subOf = (email: string, slug: string, id: string) => {
    const scope = { ...baseScope, ...golden?.scope };
    const changed = {
      ...scope,
      tenant: { ...scope.tenant, slug },
      viewer: { ...scope.viewer, email, id },
    };
    return sigma.claims(changed, sigma.settings.parse(golden?.settings)).sub;
  };

  it.each([
    ["owner@acme.example", "acme", "owner+acme@acme.example"],
    ["a.b@acme.example", "acme", "a.b+acme@acme.example"],
    ["owner+news@acme.example", "acme", "owner+news.acme@acme.example"],
    ["first_last@acme.example", "acme", "first-last-id-1+acme@acme.example"],
  ])("of %s in %s is %s", (email, slug, sub) => {
    expect(subOf(email, slug, "id_1")).toBe(sub);
  });

  it("keeps apart what a dash would join", () => {
    expect(subOf("a+b@x.example", "acme", "1")).not.toBe(subOf("a@x.example", "b-acme", "2"));
    expect(subOf("a_b@x.example", "acme", "1")).not.toBe(subOf("a-b@x.example", "acme", "2"));
  });

  it("names the same person differently in two tenants", () => {
    const [acme, globex] = ["acme", "globex"].map((slug) => subOf("c@partner.example", slug, "1"));
    expect(acme).not.toBe(globex);
  });
});
