import { describe, expect, it } from "vitest";
import { createToken } from "@/lib/embed/token";
import { baseScope } from "./base.fixtures";
import { NotConfigured } from "./contract";
import { fixturesOf, goldenCases } from "./golden.fixtures";
import { openToken, testCredential } from "./open-token.fixtures";
import { vendors } from "./registry";

it.each(goldenCases)("matches the documentation: $name", async (one) => {
  const { vendor, golden, scope, settings } = one;
  expect(vendor.claims(scope, settings)).toStrictEqual(golden.claims);
  expect(vendor.pane("TOKEN", scope, settings)).toStrictEqual(golden.pane);
  expect(vendor.renewal("TOKEN", scope, settings)).toStrictEqual(golden.renewal);

  const { algorithm, secret } = testCredential(vendor.credential);
  const key = { algorithm, secret, need: vendor.credential, kid: scope.kid };
  const token = await createToken(golden.claims, key);
  expect(openToken(token, algorithm, secret)).toStrictEqual({
    header: golden.header,
    claims: golden.claims,
  });
});

it.each(goldenCases)("recognizes the frame's own address, or nothing: $name", (one) => {
  const { vendor, settings, scope, golden } = one;
  if (typeof golden.pane.src !== "string") return;
  const { kind, ref } = scope.dashboard;
  // A tenant with an organization of its own may have another id for the dashboard.
  const shown = { kind, ref: scope.mapping[`ref:${ref}`] ?? ref };
  expect([shown, null]).toContainEqual(vendor.recognize(new URL(golden.pane.src), settings));
});

describe.each(vendors)("$label", (vendor) => {
  const { goldens, addresses, errors, invalidRefs } = fixturesOf(vendor);
  const [golden] = goldens;
  const settings = vendor.settings.parse(golden?.settings);

  it.each(addresses)("recognizes $url", ({ url, shows }) => {
    expect(vendor.recognize(new URL(url), settings)).toEqual(shows);
    // Below a path, as behind a proxy or in the sandbox.
    const { pathname, search } = new URL(url);
    const appUrl = "http://127.0.0.1:4000/vendor";
    const moved = { ...(settings as object), appUrl };
    const ownHost = url.startsWith(`${golden?.settings.appUrl}/`);
    expect(vendor.recognize(new URL(`${appUrl}${pathname}${search}`), moved)).toEqual(
      ownHost ? shows : expect.anything(),
    );
    expect(vendor.recognize(new URL(url), moved)).toBeNull();
    expect(vendor.recognize(new URL(`${appUrl}s${pathname}`), moved)).toBeNull();
  });

  it("explains its documented error texts, and no others", () => {
    for (const { text, meaning } of errors) {
      const found = vendor.errors.find((one) => one.text.test(text));
      expect(found?.meaning, text).toMatch(meaning);
      expect(found?.fix, text).not.toBe("");
    }
    expect(vendor.errors.some(({ text }) => text.test("Welcome to the sales workbook"))).toBe(
      false,
    );
    expect(vendor.errors.length > 0).toBe(errors.length > 0);
  });

  it.each(invalidRefs)("refuses $ref as $kind", (dashboard) => {
    const scope = {
      ...baseScope,
      ...golden?.scope,
      dashboard: { ...dashboard, title: "Sales" },
    };
    expect(() => vendor.pane("TOKEN", scope, settings)).toThrow(NotConfigured);
  });
});
