import { describe, expect, it } from "vitest";
import { resolveNames } from "@/lib/embed/resolve-mapping";
import { paneSchema, renewalSchema } from "@/lib/embed/schema";
import { createToken, maxTokenLength } from "@/lib/embed/token";
import {
  type Capability,
  capabilities,
  type EmbedScope,
  type MappingValues,
  refusals,
  type traits,
} from "./contract";
import { type Case, fixturesOf, kindCases } from "./golden.fixtures";
import { openToken, testSecrets } from "./open-token.fixtures";
import { requireKind, requireVendor, vendors } from "./registry";

/** Kinds whose token names no person, and why. */
const withoutPerson: Readonly<Record<string, string>> = {
  "explo dashboard": "its token names a customer, which is a group of viewers",
  "explo component": "its token names a customer, which is a group of viewers",
  "explo report": "its token names a customer, which is a group of viewers",
  "holistics dashboard": "a single dashboard has row filters and no identity",
  "basedash shared": "a shared dashboard has variables and no identity",
};

/** Kinds that need the Referer: only their documentation knows. */
const withReferer = ["basedash app", "basedash shared"];

const roles = ["owner", "admin", "member"] as const;
const themes = ["light", "dark"] as const;
const subsets = capabilities
  .filter((one) => one !== "view")
  .reduce<Capability[][]>((sets, one) => sets.concat(sets.map((set) => [...set, one])), [["view"]]);

const grantable = ({ vendor, kind }: Case) =>
  subsets.filter((set) => refusals(vendor, kind, set).length === 0);

/** `account.name` for nested members, to two levels. */
const members = (claims: object): string[] =>
  Object.entries(claims).flatMap(([name, value]) =>
    typeof value === "object" && value !== null && !Array.isArray(value)
      ? [name, ...Object.keys(value).map((inner) => `${name}.${inner}`)]
      : [name],
  );

function deepFreeze<T>(value: T): T {
  if (typeof value === "object" && value !== null) Object.values(value).forEach(deepFreeze);
  return Object.freeze(value);
}

const suffixed = (mapping: MappingValues, suffix: string): MappingValues =>
  Object.fromEntries(Object.entries(mapping).map(([name, value]) => [name, `${value}-${suffix}`]));

describe.each(kindCases)("$name", (one) => {
  const { name, vendor, kind } = one;
  const settings = deepFreeze(one.settings);
  const scope = deepFreeze(one.scope);
  const claimsOf = (changes: Partial<EmbedScope>) =>
    JSON.stringify(vendor.claims({ ...scope, ...changes }, settings));

  it("accepts its settings, and no secret or unsafe URL", () => {
    const accepts = (changes: object) =>
      vendor.settings.safeParse({ ...one.golden.settings, ...changes }).success;
    expect(accepts({})).toBe(true);
    expect(accepts({ appUrl: "http://127.0.0.1:4000/vendor" })).toBe(true);
    expect(accepts({ secret: "a key belongs in a credential" })).toBe(false);
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
      expect(accepts({ appUrl }), appUrl).toBe(false);
    }
  });

  it("sends documented claims only, with the scope's times", () => {
    const documented = fixturesOf(vendor).claims;
    for (const set of grantable(one)) {
      const claims = vendor.claims({ ...scope, capabilities: set }, settings);
      expect(claims.exp).toBe(scope.expiresAt);
      if (documented.includes("iat")) expect(claims.iat).toBe(scope.issuedAt);
      expect(JSON.parse(JSON.stringify(claims))).toStrictEqual(claims);
      for (const member of members(claims)) {
        const known = [member, member.replace(/\..*/, ".*")];
        expect(
          documented.some((claim) => known.includes(claim)),
          member,
        ).toBe(true);
      }
    }
  });

  it("returns the same for the same input", () => {
    const output = () => [
      vendor.claims(scope, settings),
      vendor.pane("TOKEN", scope, settings),
      vendor.renewal("TOKEN", scope, settings),
      vendor.origins(settings),
    ];
    expect(output()).toStrictEqual(output());
  });

  it("returns a valid pane and renewal on the connection's own origins", () => {
    const pane = paneSchema.parse(vendor.pane("TOKEN", scope, settings));
    const renewal = renewalSchema.parse(vendor.renewal("TOKEN", scope, settings));
    const origins = vendor.origins(settings);
    for (const origin of Object.values(origins).flat()) {
      expect(new URL(origin).origin).toBe(origin);
    }
    expect(pane).toMatchObject({ kind: kind.pane, title: scope.dashboard.title });
    expect(origins.frame).toContain(renewal.origin);
    if (pane.kind === "element") expect(origins.script).toContain(new URL(pane.script).origin);
    if (renewal.ends) expect(origins.form).toContain(new URL(renewal.ends.url).origin);
    if (pane.kind === "frame") expect(origins.frame).toContain(new URL(pane.src).origin);
  });

  it("limits its frame: downloads only with export, never modals, pop-ups or top navigation", () => {
    const rights = (capabilities: Capability[]) => {
      const pane = vendor.pane("TOKEN", { ...scope, capabilities }, settings);
      return pane.kind === "frame" ? pane.sandbox.split(" ") : null;
    };
    const plain = rights(["view"]);
    for (const never of ["allow-top-navigation", "allow-modals", "allow-popups"]) {
      expect(plain?.join(" ") ?? "").not.toContain(never);
    }
    expect(plain ?? []).not.toContain("allow-downloads");
    expect(rights(["view", "export"]) ?? ["allow-downloads"]).toContain("allow-downloads");
  });

  it("puts the token into the pane once, and into the renewal only for messages", () => {
    const pane = vendor.pane("TOKEN", scope, settings);
    const renewal = vendor.renewal("TOKEN", scope, settings);
    expect(JSON.stringify(pane).split("TOKEN")).toHaveLength(2);
    const inRenewal = JSON.stringify(renewal).includes("TOKEN");
    expect(inRenewal).toBe(renewal.mode === "message" && pane.kind !== "component");
  });

  it("fits a token of every algorithm, which opens without jose", async () => {
    const claims = vendor.claims(scope, settings);
    const need = vendor.credential;
    for (const algorithm of need.algorithms) {
      const secret = testSecrets[algorithm];
      const token = await createToken(claims, { algorithm, need, kid: scope.kid, secret });
      expect(token.length).toBeLessThanOrEqual(maxTokenLength);
      const pane = vendor.pane(token, scope, settings);
      if (pane.kind === "frame") expect(pane.src.length).toBeLessThanOrEqual(4_096);
      const { header, claims: opened } = openToken(token, algorithm, secret);
      expect(opened).toStrictEqual(claims);
      expect("kid" in header).toBe(need.kid === "required");
    }
  });

  it("names what a tenant without a mapping lacks", () => {
    expect(() => claimsOf({ mapping: {} })).toThrow(
      expect.objectContaining({
        code: "not_configured",
        missing: expect.stringMatching(/^mapping\.\w+$/),
        message: expect.stringContaining("acme"),
      }),
    );
  });

  it("tells tenants apart, by a claim or by the key", () => {
    const mapping = suffixed(scope.mapping, "2");
    const { tenantKid } = vendor.credential;
    if (tenantKid) expect(mapping[tenantKid]).not.toBe(scope.mapping[tenantKid]);
    else expect(claimsOf({ mapping })).not.toBe(claimsOf({}));
  });

  it("names the person", () => {
    const other = { ...scope.viewer, id: "user_99", email: "other@acme.example", name: "Kim Roe" };
    expect(claimsOf({ viewer: other }) === claimsOf({})).toBe(name in withoutPerson);
  });

  it("expresses every set of capabilities that can be granted differently", () => {
    expect(Object.keys(kind.capabilities)).toEqual([...capabilities]);
    expect(grantable(one)).toContainEqual(["view"]);
    // An owner's, since a vendor may grant less to other roles.
    const viewer = { ...scope.viewer, role: "owner" as const };
    const sets = grantable(one).map((set) => claimsOf({ viewer, capabilities: set }));
    expect(new Set(sets).size).toBe(sets.length);
    for (const capability of capabilities) {
      const possible = grantable(one).some((set) => set.includes(capability));
      expect(possible, capability).toBe(kind.capabilities[capability] !== null);
    }
  });

  it("has the traits that its output shows", () => {
    const renewal = vendor.renewal("TOKEN", scope, settings);
    const shown: Record<keyof typeof traits, boolean> = {
      renewsInPlace: renewal.mode !== "swap",
      keepsFilters: renewal.mode !== "swap" || (renewal.carries ?? []).length > 0,
      needsCookies: renewal.mode === "session",
      needsReferer: withReferer.includes(name),
      reportsReady: (renewal.ready ?? []).length > 0,
      singleUse: vendor.claims(scope, settings).jti === scope.id,
    };
    const expected = Object.entries(shown).flatMap(([trait, has]) => (has ? [trait] : []));
    expect([...kind.traits]).toEqual(expected);
    expect(renewal.seconds !== undefined).toBe(renewal.mode === "session");
    if (renewal.named === undefined) expect(renewal.ready ?? renewal.asks).toBeUndefined();
  });

  describe("narrows", () => {
    const teamMapping = vendor.teamMapping as { shape?: object } | null;
    const mapped = (team: string) => ({
      name: team,
      names: Object.fromEntries(
        Object.keys(teamMapping?.shape ?? {}).map((member) => [member, `acme-${team}`]),
      ),
    });
    const region = (name: string) => ({ name, names: suffixed(scope.mapping, name) });
    type Narrower = { region?: string; teams?: string[]; mappedTeams?: string[] };

    /** The claims for a viewer as the mint makes them. */
    const narrowed = (
      viewer: Pick<EmbedScope, "capabilities" | "theme"> & { role: EmbedScope["viewer"]["role"] },
      { region: only, teams = [], mappedTeams = [] }: Narrower,
    ) => {
      const mappings = {
        tenant: scope.mapping,
        region: only ? region(only) : null,
        teams: mappedTeams.map(mapped),
      };
      return claimsOf({
        ...resolveNames(vendor, scope.dashboard.kind, mappings),
        viewer: { ...scope.viewer, role: viewer.role },
        capabilities: viewer.capabilities,
        theme: viewer.theme,
        region: only ?? null,
        teams: [...teams, ...mappedTeams],
      });
    };

    const viewers = roles.flatMap((role) =>
      grantable(one).flatMap((capabilities) =>
        themes.map((theme) => ({ role, capabilities, theme })),
      ),
    );

    it.each(viewers)("$role $capabilities $theme", (viewer) => {
      const all = narrowed(viewer, {});
      expect(narrowed({ ...viewer, theme: "dark" }, {})).toBe(
        narrowed({ ...viewer, theme: "light" }, {}),
      );

      for (const teams of [{}, { teams: ["Unmapped"] }, { mappedTeams: ["sales"] }]) {
        // Two narrower objects where the vendor takes one are refused, below.
        if (kind.region === "mapping" && kind.teams === "mapping" && teams.mappedTeams) continue;
        const [west, east] = [
          narrowed(viewer, { ...teams, region: "West" }),
          narrowed(viewer, { ...teams, region: "East" }),
        ];
        expect(new Set([narrowed(viewer, teams), west, east]).size).toBe(3);
        expect(west).toContain(kind.region === "claim" ? '"West"' : '-West"');
      }

      const unmapped = narrowed(viewer, { teams: ["Unmapped"] });
      if (kind.teams === "claim") expect(unmapped).toContain('"Unmapped"');
      else expect(unmapped).toBe(all);

      if (kind.teams === "claim" || kind.teams === "none") {
        expect(narrowed(viewer, { mappedTeams: ["sales"] })).toBe(
          narrowed(viewer, { teams: ["sales"] }),
        );
        return;
      }
      expect(narrowed(viewer, { mappedTeams: ["sales"] })).toContain('"acme-sales"');
      const both = () => narrowed(viewer, { mappedTeams: ["sales", "finance"] });
      if (kind.teams === "mapped-claim") expect(both()).toMatch(/"acme-sales","acme-finance"/);
      else expect(both).toThrow(/one object/);
      if (kind.region === "mapping") {
        const clash = { region: "West", mappedTeams: ["sales"] };
        expect(() => narrowed(viewer, clash)).toThrow(/one object/);
      }
    });

    it("to nothing wider: a region without a value or mapping of its own is refused", () => {
      if (kind.region === "claim") {
        expect(() => claimsOf({ region: "" })).toThrow(/region/);
        const { allRegions = "__ALL__" } = settings as { allRegions?: string };
        for (const all of [allRegions, allRegions.toLowerCase(), ` ${allRegions.toUpperCase()} `]) {
          expect(() => claimsOf({ region: all }), all).toThrow(/region/);
        }
        return;
      }
      for (const names of [null, {}, scope.mapping]) {
        const mappings = { tenant: scope.mapping, teams: [], region: { name: "West", names } };
        expect(() => resolveNames(vendor, scope.dashboard.kind, mappings)).toThrow(/West/);
      }
    });
  });
});

describe("refusals", () => {
  const refused = (vendorId: string, kind: string, ...granted: Capability[]) => {
    const vendor = requireVendor(vendorId);
    return refusals(vendor, requireKind(vendor, kind), granted);
  };

  it("name what a vendor does not support", () => {
    expect(refused("scoop", "canvas", "view", "export")).toEqual([
      "Scoop doesn't support export here.",
    ]);
  });

  it("name what a vendor would add", () => {
    expect(refused("explo", "report", "view", "explore")).toEqual([
      "Explo can't grant explore without export and edit here.",
    ]);
  });

  it("are empty for what a vendor can grant", () => {
    expect(refused("explo", "dashboard", "view", "edit")).toEqual([]);
    expect(refused("sigma", "workbook", "view", "export", "explore")).toEqual([]);
    expect(refused("holistics", "portal", "view", "explore", "edit")).toEqual([]);
  });
});

describe("the registry", () => {
  it.each(["id", "label", "initials", "hue"] as const)("has vendors of different %s", (member) => {
    expect(new Set(vendors.map((one) => one[member])).size).toBe(vendors.length);
  });

  it("refuses an unknown vendor or kind", () => {
    expect(() => requireVendor("unknown")).toThrow(/unknown/);
    for (const vendor of vendors) {
      expect(() => requireKind(vendor, "constructor")).toThrow(/constructor/);
    }
  });

  it("requires strong keys, and lives long enough to renew", () => {
    for (const { credential, maxSeconds, mapping } of vendors) {
      expect(credential.algorithms.length).toBeGreaterThan(0);
      const shared = credential.algorithms.some((one) => one === "HS256" || one === "dir+A256GCM");
      if (shared) expect(credential.bytes ?? credential.minBytes).toBeGreaterThanOrEqual(32);
      const { shape } = mapping as unknown as { shape: object };
      if (credential.tenantKid) expect(shape).toHaveProperty(credential.tenantKid);
      expect(maxSeconds).toBeGreaterThanOrEqual(300);
    }
  });

  it("has a key for every vendor API that takes one", () => {
    for (const { api, credential } of vendors) {
      const { tryToken: _, ...withKey } = api ?? {};
      expect(credential.api !== undefined).toBe(Object.keys(withKey).length > 0);
    }
  });

  it("still has every kind that is an exception above", () => {
    const names = kindCases.map(({ name }) => name);
    expect(names).toEqual(expect.arrayContaining([...Object.keys(withoutPerson), ...withReferer]));
  });
});
