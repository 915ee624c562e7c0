import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { resolveNames } from "@/lib/embed/resolve-mapping";
import { paneSchema, renewalSchema } from "@/lib/embed/schema";
import { createToken, maxTokenLength } from "@/lib/embed/token";
import { type Capability, capabilities, type EmbedScope, facts, refusals } from "./contract";
import { baseScope, documentedClaims, goldens } from "./golden.fixtures";
import { openToken, testSecrets } from "./open-token.fixtures";
import { requireKind, requireVendor, vendors } from "./registry";

/** What a vendor does not meet, and why it need not. */
const exceptions: { vendorId: string; kind: string; rule: string; because: string }[] = [
  ...["dashboard", "component", "report"].map((kind) => ({
    vendorId: "explo",
    kind,
    rule: "names the person",
    because: "its token names a customer, which is a group of viewers",
  })),
  {
    vendorId: "holistics",
    kind: "dashboard",
    rule: "names the person",
    because: "a single dashboard has row filters and no identity",
  },
  {
    vendorId: "basedash",
    kind: "shared",
    rule: "names the person",
    because: "a shared dashboard has variables and no identity",
  },
];
const isExcepted = (vendorId: string, kind: string, rule: string) =>
  exceptions.some((one) => one.vendorId === vendorId && one.kind === kind && one.rule === rule);

const cases = vendors.flatMap((vendor) =>
  Object.keys(vendor.kinds).map((kind) => ({ vendorId: vendor.id, kind })),
);

/** Vendor, settings and a scope of this kind, the latter frozen to its leaves. */
function setting(vendorId: string, kind: string, changes: Partial<EmbedScope> = {}) {
  const vendor = requireVendor(vendorId);
  const golden = (goldens[vendorId] ?? []).find(
    ({ scope }) => (scope.dashboard ?? baseScope.dashboard).kind === kind,
  );
  if (!golden) throw new Error(`no golden entry for ${vendorId} ${kind}`);
  const settings = deepFreeze(vendor.settings.parse(golden.settings));
  const plain = { region: null, capabilities: ["view" as const] };
  const scope = deepFreeze<EmbedScope>({ ...baseScope, ...golden.scope, ...plain, ...changes });
  return { vendor, spec: requireKind(vendor, kind), settings, scope, golden };
}

function deepFreeze<T>(value: T): T {
  if (typeof value === "object" && value !== null) Object.values(value).forEach(deepFreeze);
  return Object.freeze(value);
}

/** Names of members, nested ones with a dot, to two levels. */
const members = (claims: object): string[] =>
  Object.entries(claims).flatMap(([name, value]) =>
    typeof value === "object" && value !== null && !Array.isArray(value)
      ? [name, ...Object.keys(value).map((inner) => `${name}.${inner}`)]
      : [name],
  );

const subsets = capabilities
  .filter((one) => one !== "view")
  .reduce<Capability[][]>((sets, one) => sets.concat(sets.map((set) => [...set, one])), [["view"]]);

describe.each(cases)("$vendorId $kind", ({ vendorId, kind }) => {
  it("takes the settings of its entry and no others", () => {
    const { vendor, golden } = setting(vendorId, kind);
    const taken = (changed: object) =>
      vendor.settings.safeParse({ ...golden.settings, ...changed }).success;
    expect(taken({})).toBe(true);
    expect(taken({ secret: "a key does not belong here" })).toBe(false);
    for (const appUrl of [
      "http://vendorId.example",
      "https://vendorId.example/",
      "https://vendorId.example?a=1",
      "https://vendorId.example#a",
      "https://user:pass@vendorId.example",
      "javascript:alert(1)",
      "vendorId.example",
      "",
    ]) {
      expect(taken({ appUrl }), appUrl).toBe(false);
    }
    expect(taken({ appUrl: "http://127.0.0.1:4000/door" })).toBe(true);
  });

  it("says complete, plain claims with the scope's times, and only documented ones", () => {
    const { vendor, settings, scope } = setting(vendorId, kind, { capabilities: ["view"] });
    const claims = vendor.claims(scope, settings);
    expect(claims).toMatchObject({ iat: scope.issuedAt, exp: scope.expiresAt });
    expect(JSON.parse(JSON.stringify(claims))).toStrictEqual(claims);
    for (const set of subsets.filter(
      (one) => refusals(requireKind(vendor, kind), one).length === 0,
    )) {
      for (const name of members(vendor.claims({ ...scope, capabilities: set }, settings))) {
        const documented = documentedClaims[vendorId] ?? [];
        expect(
          [name, name.replace(/\..*/, ".*")].some((one) => documented.includes(one)),
          name,
        ).toBe(true);
      }
    }
  });

  it("is the same again, and leaves its input alone", () => {
    const { vendor, settings, scope } = setting(vendorId, kind);
    const say = () => [
      vendor.claims(scope, settings),
      vendor.pane("TOKEN", scope, settings),
      vendor.renewal("TOKEN", scope, settings),
      vendor.origins(settings),
    ];
    expect(say()).toStrictEqual(say());
  });

  it("shows a pane and a renewal that fit the wire, on the connection's own origins", () => {
    const { vendor, settings, scope } = setting(vendorId, kind);
    const pane = paneSchema.parse(vendor.pane("TOKEN", scope, settings));
    expect(pane.kind).toBe(requireKind(vendor, kind).pane);
    const renewal = renewalSchema.parse(vendor.renewal("TOKEN", scope, settings));
    const origins = vendor.origins(settings);
    for (const origin of Object.values(origins).flat()) {
      expect(new URL(origin).origin).toBe(origin);
    }
    expect(origins.frame).toContain(renewal.origin);
    expect(pane.title).toBe(scope.dashboard.title);
    if (pane.kind === "frame") expect(origins.frame).toContain(new URL(pane.src).origin);
    if (pane.kind === "element") expect(origins.script).toContain(new URL(pane.script).origin);
    if (renewal.ends) expect(origins.form).toContain(new URL(renewal.ends.url).origin);
    if (pane.kind === "frame") {
      for (const never of ["allow-top-navigation", "allow-modals", "allow-popups"]) {
        expect(pane.sandbox).not.toContain(never);
      }
      expect(pane.sandbox).not.toContain("allow-downloads");
    }
  });

  it("gives the token to the pane once, and to the renewal only where a message hands it over", () => {
    const { vendor, settings, scope } = setting(vendorId, kind);
    const pane = vendor.pane("TOKEN", scope, settings);
    const renewal = vendor.renewal("TOKEN", scope, settings);
    expect(JSON.stringify(pane).split("TOKEN")).toHaveLength(2);
    const inAnswers = JSON.stringify(renewal).includes("TOKEN");
    expect(inAnswers).toBe(renewal.mode === "message" && pane.kind !== "component");
  });

  it("makes a token within bounds that opens without jose, with every algorithm it names", async () => {
    const { vendor, settings, scope } = setting(vendorId, kind);
    const claims = vendor.claims(scope, settings);
    const need = vendor.credential;
    for (const algorithm of need.algorithms) {
      const secret = testSecrets[algorithm];
      const token = await createToken(claims, { algorithm, need, kid: scope.keyId, secret });
      expect(token.length).toBeLessThanOrEqual(maxTokenLength);
      const pane = vendor.pane(token, scope, settings);
      if (pane.kind === "frame") expect(pane.src.length).toBeLessThanOrEqual(4_096);
      const { header, claims: opened } = openToken(token, algorithm, secret);
      expect(opened).toStrictEqual(claims);
      expect("kid" in header).toBe(need.kid === "required");
    }
  });

  it("says what is missing when the tenant has no names", () => {
    const { vendor, settings, scope } = setting(vendorId, kind, { names: {} });
    expect(() => vendor.claims(scope, settings)).toThrow(
      expect.objectContaining({
        code: "not_configured",
        missing: expect.stringMatching(/^names\.\w+$/),
        message: expect.stringContaining("acme"),
      }),
    );
  });

  it("never speaks of one tenant as of another", () => {
    const { vendor, settings, scope } = setting(vendorId, kind);
    const names = Object.fromEntries(
      Object.entries(scope.names).map(([name, value]) => [name, `${value}2`]),
    );
    const said = (one: EmbedScope) => JSON.stringify(vendor.claims(one, settings));
    // Where the claims do not name the tenant, its own key does.
    const { perName } = vendor.credential;
    if (perName) expect(names[perName]).not.toBe(scope.names[perName]);
    else expect(said({ ...scope, names })).not.toBe(said(scope));
  });

  it("narrows to a region, or refuses, and never widens", () => {
    const { vendor, spec, settings, scope } = setting(vendorId, kind);
    const claimsIn = (region: string | null, names = scope.names) =>
      JSON.stringify(vendor.claims({ ...scope, region, names }, settings));
    if (spec.region === "claim") {
      const said = [claimsIn(null), claimsIn("West"), claimsIn("East")];
      expect(new Set(said).size).toBe(3);
      expect(said[1]).toContain('"West"');
      expect(() => claimsIn("")).toThrow(/region/);
      // The vendorId's own word for every region, in any spelling, is no name for one.
      const { allRegions = "__ALL__" } = settings as { allRegions?: string };
      for (const all of [allRegions, allRegions.toLowerCase(), ` ${allRegions.toUpperCase()} `]) {
        expect(() => claimsIn(all), all).toThrow(/region/);
      }
      return;
    }
    const mappings = { tenant: scope.names, teams: [] };
    const west = Object.fromEntries(
      Object.entries(scope.names).map(([name, value]) => [name, `${value}-west`]),
    );
    const inWest = { ...mappings, region: { name: "West", names: west } };
    const { names } = resolveNames(vendor, kind, inWest);
    expect(claimsIn("West", names)).not.toBe(claimsIn(null));
    for (const none of [null, {}, scope.names]) {
      const unnamed = { ...mappings, region: { name: "West", names: none } };
      expect(() => resolveNames(vendor, kind, unnamed)).toThrow(/West/);
    }
  });

  it("has a word for every capability it can grant, and a set of them is told from every other", () => {
    const { viewer } = baseScope; // an owner: where a role counts, it is the most
    const { vendor, spec, settings, scope } = setting(vendorId, kind, { viewer });
    expect(Object.keys(spec.capabilities)).toEqual([...capabilities]);
    expect(spec.capabilities.view).not.toBeNull();
    const grantable = subsets.filter((set) => refusals(spec, set).length === 0);
    expect(grantable).toContainEqual(["view"]);
    const said = grantable.map((set) =>
      JSON.stringify(vendor.claims({ ...scope, capabilities: set }, settings)),
    );
    expect(new Set(said).size).toBe(grantable.length);
    for (const capability of capabilities) {
      const some = grantable.some((set) => set.includes(capability));
      expect(some, capability).toBe(spec.capabilities[capability] !== null);
    }
  });

  it("names the person", () => {
    const { vendor, settings, scope } = setting(vendorId, kind);
    const another = { id: "user_99", email: "other@acme.example", name: "Kim Roe" };
    const other = { ...scope, viewer: { ...scope.viewer, ...another } };
    const same =
      JSON.stringify(vendor.claims(other, settings)) ===
      JSON.stringify(vendor.claims(scope, settings));
    expect(same).toBe(isExcepted(vendorId, kind, "names the person"));
  });

  it("has facts that agree with what it does", () => {
    const { vendor, spec, settings, scope } = setting(vendorId, kind);
    const renewal = vendor.renewal("TOKEN", scope, settings);
    const claims = vendor.claims(scope, settings);
    const expected = {
      inPlace: renewal.mode !== "swap",
      carriesFilters: renewal.mode !== "swap" || (renewal.carries ?? []).length > 0,
      needsCookies: renewal.mode === "session",
      needsReferer: spec.facts.includes("needsReferer"), // only its documentation knows
      failureVisible: (renewal.ready ?? []).length > 0,
      oneTime: claims.jti === scope.id,
    };
    const said = Object.fromEntries(
      Object.keys(facts).map((fact) => [fact, (spec.facts as readonly string[]).includes(fact)]),
    );
    expect(said).toEqual(expected);
    if (renewal.mode === "session") expect(renewal).toMatchObject({ seconds: 28800 });
    if (renewal.named === undefined) expect(renewal.ready ?? renewal.asks).toBeUndefined();
  });

  it("lets the frame download only with the right to export", () => {
    const { vendor, settings, scope } = setting(vendorId, kind, {
      capabilities: ["view", "export"],
    });
    const pane = vendor.pane("TOKEN", scope, settings);
    if (pane.kind === "frame") expect(pane.sandbox.split(" ")).toContain("allow-downloads");
  });
});

describe("the registry", () => {
  it("has vendors of different names, marks and hues", () => {
    for (const member of ["id", "label", "mark", "hue"] as const) {
      expect(new Set(vendors.map((one) => one[member])).size).toBe(vendors.length);
    }
  });

  it("says so when there is no such vendor or kind", () => {
    expect(() => requireVendor("nobody")).toThrow(/nobody/);
    for (const { id: vendorId } of vendors) {
      expect(() => requireKind(requireVendor(vendorId), "constructor")).toThrow(/constructor/);
    }
  });

  it("asks for keys that can be checked: a length for shared secrets, a life for tokens", () => {
    for (const { credential, maxSeconds } of vendors) {
      expect(credential.algorithms.length).toBeGreaterThan(0);
      const shared = credential.algorithms.some((one) => one === "HS256" || one === "dir+A256GCM");
      if (shared) expect(credential.bytes ?? credential.minBytes).toBeGreaterThanOrEqual(32);
      expect(credential.perTenant).toBe(credential.perName !== undefined);
      expect(maxSeconds).toBeGreaterThanOrEqual(300);
    }
  });

  it("excepts only what exists", () => {
    for (const { vendorId, kind, because } of exceptions) {
      expect(() => requireKind(requireVendor(vendorId), kind)).not.toThrow();
      expect(because).not.toBe("");
    }
  });
});

describe("purity", () => {
  const files = [...vendors.map(({ id }) => `${id}/vendor`), "contract", "shared", "registry"];

  it.each(files)("%s.ts has no clock, chance, I/O or foreign import", (file) => {
    const source = readFileSync(new URL(`${file}.ts`, import.meta.url), "utf8");
    expect(source).not.toMatch(
      /\bDate\b|Math\.random|process\.|fetch\(|crypto|\bawait\b|console\./,
    );
    const imports = [...source.matchAll(/^import (.*?)from "([^"]+)";/gms)];
    for (const [, what = "", from = ""] of imports) {
      const typesOnly = what.startsWith("type ");
      const fits =
        from === "zod" ||
        from.startsWith("./") ||
        from.startsWith("@/lib/vendors/") ||
        (typesOnly && from === "@/lib/embed/schema");
      expect(fits, from).toBe(true);
    }
  });
});
