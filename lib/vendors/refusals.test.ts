import { expect, it } from "vitest";
import { type Capability, NotConfigured, refusals } from "./contract";
import { baseScope, goldens } from "./golden.fixtures";
import { requireKind, requireVendor } from "./registry";

const refused = (vendorId: string, kind: string, ...granted: Capability[]) =>
  refusals(requireKind(requireVendor(vendorId), kind), granted);

it("refuses what a vendorId has no word for", () => {
  expect(refused("scoop", "canvas", "view", "export")).toEqual([
    'Canvas: the vendor has no way to grant "export".',
  ]);
});

it("refuses a set that the vendorId would widen", () => {
  expect(refused("explo", "report", "view", "explore")).toEqual([
    'Report builder: "explore" always brings "export", "edit" along.',
  ]);
  expect(refused("sigma", "workbook", "view", "explore")).not.toEqual([]);
});

it("takes what the vendorId can say", () => {
  expect(refused("explo", "dashboard", "view", "edit")).toEqual([]);
  expect(refused("sigma", "workbook", "view", "export", "explore")).toEqual([]);
  expect(refused("holistics", "portal", "view", "explore", "edit")).toEqual([]);
});

it.each([
  ["a page's ref under a workbook", "sigma", { ref: "Book-1/page/p1", kind: "workbook" }],
  ["an element's ref under a page", "sigma", { ref: "Book-1/element/e1", kind: "page" }],
  ["a ref that climbs", "sigma", { ref: "Book-1/page/..", kind: "page" }],
  ["an id with a slash", "basedash", { ref: "a/b", kind: "app" }],
  ["a shared dashboard without an id", "basedash", { ref: "", kind: "shared" }],
  ["a canvas without an id", "scoop", { ref: "", kind: "canvas" }],
])("refuses %s", (_title, vendorId, dashboard) => {
  const vendor = requireVendor(vendorId);
  const golden = goldens[vendorId]?.[0];
  const settings = vendor.settings.parse(golden?.settings);
  const scope = { ...baseScope, ...golden?.scope, dashboard: { ...dashboard, title: "Sales" } };
  expect(() => vendor.pane("TOKEN", scope, settings)).toThrow(NotConfigured);
});

it("refuses to explore a portal that no portal with a dataset stands in for", () => {
  const holistics = requireVendor("holistics");
  const settings = holistics.settings.parse({ appUrl: "https://us.holistics.io", key: "k" });
  for (const ref of ["sales_portal", "constructor"]) {
    const scope = {
      ...baseScope,
      ...goldens.holistics?.[0]?.scope,
      capabilities: ["view", "explore"] as const,
      dashboard: { ref, kind: "portal", title: "Sales" },
    };
    expect(() => holistics.claims(scope, settings)).toThrow(/No portal with a dataset/);
  }
});

it("refuses to narrow a Sigma member to a region", () => {
  const sigma = requireVendor("sigma");
  const golden = goldens.sigma?.find(({ title }) => title === "internal user");
  const scope = { ...baseScope, ...golden?.scope, region: "West" };
  expect(() => sigma.claims(scope, sigma.settings.parse(golden?.settings))).toThrow(
    /internal user/,
  );
});
