import { describe, expect, it } from "vitest";
import { seal } from "@/lib/embed/seal";
import type { EmbedScope } from "./contract";
import { baseScope, goldens } from "./golden.fixtures";
import { openToken, testCredential } from "./open-token.fixtures";
import { dialects, requireDialect } from "./registry";

describe.each(Object.keys(goldens))("%s, as its documentation says", (vendor) => {
  const dialect = requireDialect(vendor);

  it.each(goldens[vendor] ?? [])("$title", async (golden) => {
    const settings = dialect.settings.parse(golden.settings);
    const scope: EmbedScope = { ...baseScope, ...golden.scope };

    const claims = dialect.claims(scope, settings);
    expect(claims).toStrictEqual(golden.claims);
    expect(dialect.pane("TOKEN", scope, settings)).toStrictEqual(golden.pane);
    expect(dialect.renewal("TOKEN", scope, settings)).toStrictEqual(golden.renewal);

    const credential = testCredential(dialect.credential);
    const options = { ...credential, need: dialect.credential, kid: scope.keyId };
    const opened = openToken(await seal(claims, options), credential.algorithm, credential.secret);
    expect(opened).toStrictEqual({ header: golden.header, claims: golden.claims });
  });
});

it("has a golden entry for every kind of every vendor", () => {
  for (const { vendor, kinds } of dialects) {
    const shown = (goldens[vendor] ?? []).map(
      ({ scope }) => (scope.dashboard ?? baseScope.dashboard).kind,
    );
    expect([...new Set(shown)].sort(), vendor).toEqual(Object.keys(kinds).sort());
  }
});

describe("what only the sandbox reads", () => {
  const presented = (vendor: string, kind: string) => {
    const golden = (goldens[vendor] ?? []).find(
      ({ scope }) => (scope.dashboard ?? baseScope.dashboard).kind === kind,
    );
    if (!golden) throw new Error(`no golden entry for ${vendor} ${kind}`);
    const dialect = requireDialect(vendor);
    const settings = dialect.settings.parse({ ...golden.settings, presentation: true });
    return dialect.pane("TOKEN", { ...baseScope, ...golden.scope }, settings);
  };

  it("comes with theme, locale and time zone where the vendor documents no parameter", () => {
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
  const sigma = requireDialect("sigma");
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
