import { describe, expect, it } from "vitest";
import { requireVendor } from "@/lib/vendors/registry";
import { type Mappings, resolveNames } from "./resolve-mapping";

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
  it("hears the tenant's name when nothing narrows", () => {
    expect(resolve("explo", "dashboard", {})).toEqual({
      mapping: { customer: "acme" },
      teamMappings: [],
    });
  });

  it("hears the region's name instead of the tenant's", () => {
    expect(resolve("explo", "dashboard", { region: west }).mapping).toEqual({
      customer: "acme-west",
    });
  });

  it("hears what the region adds to the tenant's names", () => {
    const mappings = {
      tenant: { workspace: "W517" },
      region: { name: "West", names: { inbox: "I_WEST" } },
    };
    expect(resolve("scoop", "canvas", mappings).mapping).toEqual({
      workspace: "W517",
      inbox: "I_WEST",
    });
  });

  it("refuses a region without names of its own", () => {
    for (const names of [null, {}, { customer: "acme" }]) {
      const mappings = { region: { name: "West", names } };
      expect(() => resolve("explo", "dashboard", mappings)).toThrow(/region "West"/);
    }
  });

  it("hears a team's name, and one name that two teams share", () => {
    const twin = { name: "Controlling", names: finance.names };
    const { mapping, teamMappings } = resolve("explo", "report", { teams: [finance, twin] });
    expect(mapping).toEqual(finance.names);
    expect(teamMappings).toEqual([]);
  });

  it("refuses two teams that lead to different objects, naming both", () => {
    expect(() => resolve("explo", "dashboard", { teams: [finance, sales] })).toThrow(
      /one object, but team Finance and team Sales/,
    );
  });

  it("refuses a team that leads away from the person's region", () => {
    expect(() => resolve("explo", "dashboard", { region: west, teams: [finance] })).toThrow(
      /region West and team Finance/,
    );
  });
});

describe("a vendor that takes a region as a claim", () => {
  const tenant = { team: "acme", tenant: "acme" };

  it("keeps the tenant's names, and all of the teams'", () => {
    const teams = ["acme-finance", "acme-sales"].map((team) => ({ name: team, names: { team } }));
    expect(resolve("sigma", "workbook", { tenant, region: west, teams })).toEqual({
      mapping: tenant,
      teamMappings: [{ team: "acme-finance" }, { team: "acme-sales" }],
    });
  });

  it("hears no team names where teams are not said by name", () => {
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
  ])("is refused, naming the member: %s", (vendor, kind, tenant, missing) => {
    expect(() => resolve(vendor, kind, { tenant })).toThrow(
      expect.objectContaining({ code: "not_configured", missing }),
    );
  });
});
