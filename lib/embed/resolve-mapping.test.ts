import { describe, expect, it } from "vitest";
import type { Authorization } from "@/lib/access/authorize";
import { requireVendor } from "@/lib/vendors/registry";
import { type Mappings, resolveMapping, resolveNames } from "./resolve-mapping";

const resolve = (vendor: string, kind: string, mappings: Partial<Mappings>) =>
  resolveNames(requireVendor(vendor), kind, {
    tenant: { customer: "acme" },
    region: null,
    teams: [],
    ...mappings,
  });

const west = { name: "West", names: { customer: "acme-west" } };
const finance = { name: "Finance", names: { customer: "acme-finance" } };
const sales = { name: "Sales", names: { customer: "acme-sales" } };

describe("a vendor that narrows by its own objects", () => {
  it("gets the tenant's names for an unrestricted person", () => {
    expect(resolve("explo", "dashboard", {})).toEqual({
      mapping: { customer: "acme" },
      teamMappings: [],
    });
  });

  it("gets the region's names instead of the tenant's", () => {
    expect(resolve("explo", "dashboard", { region: west }).mapping).toEqual({
      customer: "acme-west",
    });
  });

  it("gets the tenant's names extended by the region's", () => {
    const mappings = {
      tenant: { workspace: "W517" },
      region: { name: "West", names: { inbox: "I_WEST" } },
    };
    expect(resolve("scoop", "canvas", mappings).mapping).toEqual({
      workspace: "W517",
      inbox: "I_WEST",
    });
  });

  it("is not configured for a region without its own names", () => {
    for (const names of [null, {}, { customer: "acme" }]) {
      const mappings = { region: { name: "West", names } };
      expect(() => resolve("explo", "dashboard", mappings)).toThrow(/region "West"/);
    }
  });

  it("gets the names of a team, or those that two teams share", () => {
    const twin = { name: "Controlling", names: finance.names };
    const { mapping, teamMappings } = resolve("explo", "report", { teams: [finance, twin] });
    expect(mapping).toEqual(finance.names);
    expect(teamMappings).toEqual([]);
  });

  it("is not configured for two teams that map to different objects", () => {
    expect(() => resolve("explo", "dashboard", { teams: [finance, sales] })).toThrow(
      /one object, but team Finance and team Sales map to different ones/,
    );
  });

  it("is not configured for a team that maps to another object than the region", () => {
    expect(() => resolve("explo", "dashboard", { region: west, teams: [finance] })).toThrow(
      /region West and team Finance/,
    );
  });
});

describe("a vendor that takes a region as a claim", () => {
  const tenant = { team: "acme", tenant: "acme" };

  it("gets the tenant's names and all of the teams'", () => {
    const teams = ["acme-finance", "acme-sales"].map((team) => ({ name: team, names: { team } }));
    expect(resolve("sigma", "workbook", { tenant, region: west, teams })).toEqual({
      mapping: tenant,
      teamMappings: [{ team: "acme-finance" }, { team: "acme-sales" }],
    });
  });

  it("gets no team names where it has no use for them", () => {
    const mappings = { tenant: { organization: "org_1" }, teams: [finance] };
    expect(resolve("basedash", "shared", mappings).teamMappings).toEqual([]);
  });
});

describe("a mapping that does not fit the vendor", () => {
  it.each([
    ["explo", "dashboard", {}, "mapping.customer"],
    ["sigma", "page", { team: "acme" }, "mapping.tenant"],
    ["holistics", "portal", { org: "../acme", tenant: "acme" }, "mapping.org"],
    ["basedash", "app", { organization: "org_1", "ref:sales": "a/b" }, "mapping.ref:sales"],
  ])("is not configured, and the error names the member: %s", (vendor, kind, tenant, missing) => {
    expect(() => resolve(vendor, kind, { tenant })).toThrow(
      expect.objectContaining({ code: "not_configured", missing }),
    );
  });
});

describe("the credential", () => {
  const names = (vendor: string) =>
    vendor === "basedash" ? { organization: "org_1" } : { customer: "acme" };
  const credential = (kid: string, more: { tenantId?: string; algorithm?: string } = {}) => ({
    id: kid,
    kid,
    tenantId: null,
    algorithm: "HS256",
    encryptedSecret: "",
    lastUsedAt: null,
    ...more,
  });
  const choose = (
    [vendor, kind]: [string, string],
    credentials: ReturnType<typeof credential>[],
    apiToken = false,
  ) =>
    resolveMapping(
      requireVendor(vendor),
      {
        tenant: { id: "t1", slug: "acme", name: "Acme" },
        dashboard: { kind },
        region: null,
        teams: [],
        mappings: [{ region: "", names: names(vendor) }],
        credentials,
      } as unknown as Authorization,
      { apiToken },
    ).credential.kid;
  const explo: [string, string] = ["explo", "dashboard"];
  const basedash: [string, string] = ["basedash", "shared"];

  it("is the first that is not an API key, unless the vendor creates the token", () => {
    const credentials = [
      credential("api", { algorithm: "api" }),
      credential("new"),
      credential("old"),
    ];
    expect(choose(explo, credentials)).toBe("new");
    expect(choose(explo, credentials, true)).toBe("api");
    expect(() => choose(explo, [credential("new")], true)).toThrow(/no active credential/);
  });

  it("is the tenant's own where each tenant has one, and belongs to the name in the token", () => {
    const own = (kid: string) => credential(kid, { tenantId: "t1" });
    expect(choose(basedash, [own("org_2"), own("org_1")])).toBe("org_1");
    expect(() => choose(basedash, [own("org_2"), credential("org_1")])).toThrow(
      expect.objectContaining({ missing: "credential" }),
    );
  });
});

describe("a tenant without a mapping", () => {
  it("is not configured", () => {
    const authorization = {
      tenant: { id: "t1", slug: "acme", name: "Acme" },
      dashboard: { kind: "dashboard" },
      region: "West",
      teams: [],
      mappings: [{ region: "West", names: { customer: "acme-west" } }],
      credentials: [],
    } as unknown as Authorization;
    expect(() =>
      resolveMapping(requireVendor("explo"), authorization, { apiToken: false }),
    ).toThrow(expect.objectContaining({ missing: "mapping" }));
  });
});
