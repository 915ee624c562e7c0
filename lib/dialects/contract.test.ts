import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { maxTokenLength, seal } from "@/lib/embed/seal";
import { paneSchema, renewalSchema } from "@/lib/embed/wire";
import { type Capability, capabilities, type EmbedScope, facts, refusals } from "./contract";
import { baseScope, documentedClaims, goldens } from "./golden.fixtures";
import { resolveNames } from "./names";
import { openToken, testSecrets } from "./open-token.fixtures";
import { dialects, requireDialect, requireKind } from "./registry";

/** What a dialect does not meet, and why it need not. */
const exceptions: { vendor: string; kind: string; rule: string; because: string }[] = [
  ...["dashboard", "component", "report"].map((kind) => ({
    vendor: "explo",
    kind,
    rule: "names the person",
    because: "its token names a customer, which is a group of viewers",
  })),
  {
    vendor: "holistics",
    kind: "dashboard",
    rule: "names the person",
    because: "a single dashboard has row filters and no identity",
  },
  {
    vendor: "basedash",
    kind: "shared",
    rule: "names the person",
    because: "a shared dashboard has variables and no identity",
  },
];
const isExcepted = (vendor: string, kind: string, rule: string) =>
  exceptions.some((one) => one.vendor === vendor && one.kind === kind && one.rule === rule);

const cases = dialects.flatMap((dialect) =>
  Object.keys(dialect.kinds).map((kind) => ({ vendor: dialect.vendor, kind })),
);

/** Dialect, settings and a scope of this kind, the latter frozen to its leaves. */
function setting(vendor: string, kind: string, changes: Partial<EmbedScope> = {}) {
  const dialect = requireDialect(vendor);
  const golden = (goldens[vendor] ?? []).find(
    ({ scope }) => (scope.dashboard ?? baseScope.dashboard).kind === kind,
  );
  if (!golden) throw new Error(`no golden entry for ${vendor} ${kind}`);
  const settings = deepFreeze(dialect.settings.parse(golden.settings));
  const plain = { region: null, capabilities: ["view" as const] };
  const scope = deepFreeze<EmbedScope>({ ...baseScope, ...golden.scope, ...plain, ...changes });
  return { dialect, spec: requireKind(dialect, kind), settings, scope, golden };
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

describe.each(cases)("$vendor $kind", ({ vendor, kind }) => {
  it("takes the settings of its entry and no others", () => {
    const { dialect, golden } = setting(vendor, kind);
    const taken = (changed: object) =>
      dialect.settings.safeParse({ ...golden.settings, ...changed }).success;
    expect(taken({})).toBe(true);
    expect(taken({ secret: "a key does not belong here" })).toBe(false);
    for (const appUrl of [
      "http://vendor.example",
      "https://vendor.example/",
      "https://vendor.example?a=1",
      "https://vendor.example#a",
      "https://user:pass@vendor.example",
      "javascript:alert(1)",
      "vendor.example",
      "",
    ]) {
      expect(taken({ appUrl }), appUrl).toBe(false);
    }
    expect(taken({ appUrl: "http://127.0.0.1:4000/door" })).toBe(true);
  });

  it("says complete, plain claims with the scope's times, and only documented ones", () => {
    const { dialect, settings, scope } = setting(vendor, kind, { capabilities: ["view"] });
    const claims = dialect.claims(scope, settings);
    expect(claims).toMatchObject({ iat: scope.issuedAt, exp: scope.expiresAt });
    expect(JSON.parse(JSON.stringify(claims))).toStrictEqual(claims);
    for (const set of subsets.filter(
      (one) => refusals(requireKind(dialect, kind), one).length === 0,
    )) {
      for (const name of members(dialect.claims({ ...scope, capabilities: set }, settings))) {
        const documented = documentedClaims[vendor] ?? [];
        expect(
          [name, name.replace(/\..*/, ".*")].some((one) => documented.includes(one)),
          name,
        ).toBe(true);
      }
    }
  });

  it("is the same again, and leaves its input alone", () => {
    const { dialect, settings, scope } = setting(vendor, kind);
    const say = () => [
      dialect.claims(scope, settings),
      dialect.pane("TOKEN", scope, settings),
      dialect.renewal("TOKEN", scope, settings),
      dialect.origins(settings),
    ];
    expect(say()).toStrictEqual(say());
  });

  it("shows a pane and a renewal that fit the wire, on the connection's own origins", () => {
    const { dialect, settings, scope } = setting(vendor, kind);
    const pane = paneSchema.parse(dialect.pane("TOKEN", scope, settings));
    expect(pane.kind).toBe(requireKind(dialect, kind).pane);
    const renewal = renewalSchema.parse(dialect.renewal("TOKEN", scope, settings));
    const origins = dialect.origins(settings);
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
    const { dialect, settings, scope } = setting(vendor, kind);
    const pane = dialect.pane("TOKEN", scope, settings);
    const renewal = dialect.renewal("TOKEN", scope, settings);
    expect(JSON.stringify(pane).split("TOKEN")).toHaveLength(2);
    const inAnswers = JSON.stringify(renewal).includes("TOKEN");
    expect(inAnswers).toBe(renewal.way === "message" && pane.kind !== "component");
  });

  it("makes a token within bounds that opens without jose, with every algorithm it names", async () => {
    const { dialect, settings, scope } = setting(vendor, kind);
    const claims = dialect.claims(scope, settings);
    const need = dialect.credential;
    for (const algorithm of need.algorithms) {
      const secret = testSecrets[algorithm];
      const token = await seal(claims, { algorithm, need, kid: scope.keyId, secret });
      expect(token.length).toBeLessThanOrEqual(maxTokenLength);
      const pane = dialect.pane(token, scope, settings);
      if (pane.kind === "frame") expect(pane.src.length).toBeLessThanOrEqual(4_096);
      const { header, claims: opened } = openToken(token, algorithm, secret);
      expect(opened).toStrictEqual(claims);
      expect("kid" in header).toBe(need.kid === "required");
    }
  });

  it("says what is missing when the tenant has no names", () => {
    const { dialect, settings, scope } = setting(vendor, kind, { names: {} });
    expect(() => dialect.claims(scope, settings)).toThrow(
      expect.objectContaining({
        code: "not_configured",
        missing: expect.stringMatching(/^names\.\w+$/),
        message: expect.stringContaining("acme"),
      }),
    );
  });

  it("never speaks of one tenant as of another", () => {
    const { dialect, settings, scope } = setting(vendor, kind);
    const names = Object.fromEntries(
      Object.entries(scope.names).map(([name, value]) => [name, `${value}2`]),
    );
    const said = (one: EmbedScope) => JSON.stringify(dialect.claims(one, settings));
    // Where the claims do not name the tenant, its own key does.
    const { perName } = dialect.credential;
    if (perName) expect(names[perName]).not.toBe(scope.names[perName]);
    else expect(said({ ...scope, names })).not.toBe(said(scope));
  });

  it("narrows to a region, or refuses, and never widens", () => {
    const { dialect, spec, settings, scope } = setting(vendor, kind);
    const claimsIn = (region: string | null, names = scope.names) =>
      JSON.stringify(dialect.claims({ ...scope, region, names }, settings));
    if (spec.region === "claim") {
      const said = [claimsIn(null), claimsIn("West"), claimsIn("East")];
      expect(new Set(said).size).toBe(3);
      expect(said[1]).toContain('"West"');
      expect(() => claimsIn("")).toThrow(/region/);
      // The vendor's own word for every region, in any spelling, is no name for one.
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
    const { names } = resolveNames(dialect, kind, inWest);
    expect(claimsIn("West", names)).not.toBe(claimsIn(null));
    for (const none of [null, {}, scope.names]) {
      const unnamed = { ...mappings, region: { name: "West", names: none } };
      expect(() => resolveNames(dialect, kind, unnamed)).toThrow(/West/);
    }
  });

  it("has a word for every capability it can grant, and a set of them is told from every other", () => {
    const { viewer } = baseScope; // an owner: where a role counts, it is the most
    const { dialect, spec, settings, scope } = setting(vendor, kind, { viewer });
    expect(Object.keys(spec.capabilities)).toEqual([...capabilities]);
    expect(spec.capabilities.view).not.toBeNull();
    const grantable = subsets.filter((set) => refusals(spec, set).length === 0);
    expect(grantable).toContainEqual(["view"]);
    const said = grantable.map((set) =>
      JSON.stringify(dialect.claims({ ...scope, capabilities: set }, settings)),
    );
    expect(new Set(said).size).toBe(grantable.length);
    for (const capability of capabilities) {
      const some = grantable.some((set) => set.includes(capability));
      expect(some, capability).toBe(spec.capabilities[capability] !== null);
    }
  });

  it("names the person", () => {
    const { dialect, settings, scope } = setting(vendor, kind);
    const another = { id: "user_99", email: "other@acme.example", name: "Kim Roe" };
    const other = { ...scope, viewer: { ...scope.viewer, ...another } };
    const same =
      JSON.stringify(dialect.claims(other, settings)) ===
      JSON.stringify(dialect.claims(scope, settings));
    expect(same).toBe(isExcepted(vendor, kind, "names the person"));
  });

  it("has facts that agree with what it does", () => {
    const { dialect, spec, settings, scope } = setting(vendor, kind);
    const renewal = dialect.renewal("TOKEN", scope, settings);
    const claims = dialect.claims(scope, settings);
    const expected = {
      inPlace: renewal.way !== "swap",
      carriesFilters: renewal.way !== "swap" || (renewal.carries ?? []).length > 0,
      needsCookies: renewal.way === "session",
      needsReferer: spec.facts.includes("needsReferer"), // only its documentation knows
      failureVisible: (renewal.ready ?? []).length > 0,
      oneTime: claims.jti === scope.id,
    };
    const said = Object.fromEntries(
      Object.keys(facts).map((fact) => [fact, (spec.facts as readonly string[]).includes(fact)]),
    );
    expect(said).toEqual(expected);
    if (renewal.way === "session") expect(renewal).toMatchObject({ seconds: 28800 });
    if (renewal.named === undefined) expect(renewal.ready ?? renewal.asks).toBeUndefined();
  });

  it("lets the frame download only with the right to export", () => {
    const { dialect, settings, scope } = setting(vendor, kind, {
      capabilities: ["view", "export"],
    });
    const pane = dialect.pane("TOKEN", scope, settings);
    if (pane.kind === "frame") expect(pane.sandbox.split(" ")).toContain("allow-downloads");
  });
});

describe("the registry", () => {
  it("has dialects of different names, marks and hues", () => {
    for (const member of ["vendor", "label", "mark", "hue"] as const) {
      expect(new Set(dialects.map((one) => one[member])).size).toBe(dialects.length);
    }
  });

  it("says so when there is no such vendor or kind", () => {
    expect(() => requireDialect("nobody")).toThrow(/nobody/);
    for (const { vendor } of dialects) {
      expect(() => requireKind(requireDialect(vendor), "constructor")).toThrow(/constructor/);
    }
  });

  it("asks for keys that can be checked: a length for shared secrets, a life for tokens", () => {
    for (const { credential, maxSeconds } of dialects) {
      expect(credential.algorithms.length).toBeGreaterThan(0);
      const shared = credential.algorithms.some((one) => one === "HS256" || one === "dir+A256GCM");
      if (shared) expect(credential.bytes ?? credential.minBytes).toBeGreaterThanOrEqual(32);
      expect(credential.perTenant).toBe(credential.perName !== undefined);
      expect(maxSeconds).toBeGreaterThanOrEqual(300);
    }
  });

  it("excepts only what exists", () => {
    for (const { vendor, kind, because } of exceptions) {
      expect(() => requireKind(requireDialect(vendor), kind)).not.toThrow();
      expect(because).not.toBe("");
    }
  });
});

describe("purity", () => {
  const files = [
    ...dialects.map(({ vendor }) => vendor),
    "contract",
    "phrases",
    "names",
    "registry",
  ];

  it.each(files)("%s.ts has no clock, chance, I/O or foreign import", (file) => {
    const source = readFileSync(new URL(`${file}.ts`, import.meta.url), "utf8");
    expect(source).not.toMatch(
      /\bDate\b|Math\.random|process\.|fetch\(|crypto|\bawait\b|console\./,
    );
    const imports = [...source.matchAll(/^import (.*?)from "([^"]+)";/gms)];
    for (const [, what = "", from = ""] of imports) {
      const typesOnly = what.startsWith("type ");
      const fits =
        from === "zod" || from.startsWith("./") || (typesOnly && from === "@/lib/embed/wire");
      expect(fits, from).toBe(true);
    }
  });
});
