import { describe, expect, it } from "vitest";
import type { Kind } from "@/lib/vendors/contract";
import { effectiveCapabilities } from "./capabilities";

const kind = {
  capabilities: { view: "v", export: "x", explore: "e", edit: null },
  includes: { explore: ["export"] },
} as unknown as Kind;

describe("effective capabilities", () => {
  it("are the union of all grants", () => {
    expect(
      effectiveCapabilities(kind, [{ capabilities: ["export"] }, { capabilities: ["view"] }]),
    ).toEqual(["view", "export"]);
  });

  it("include what the vendor cannot separate from a granted one", () => {
    expect(effectiveCapabilities(kind, [{ capabilities: ["view", "explore"] }])).toEqual([
      "view",
      "export",
      "explore",
    ]);
    const chained = { ...kind, includes: { view: ["explore"], explore: ["export"] } } as Kind;
    expect(effectiveCapabilities(chained, [{ capabilities: ["view"] }])).toEqual([
      "view",
      "export",
      "explore",
    ]);
  });

  it("leave out what the vendor cannot express", () => {
    expect(effectiveCapabilities(kind, [{ capabilities: ["view", "edit"] }])).toEqual(["view"]);
  });

  it("are what was granted where the vendor is unknown", () => {
    expect(effectiveCapabilities(undefined, [{ capabilities: ["edit"] }])).toEqual(["edit"]);
    expect(effectiveCapabilities(kind, [])).toEqual([]);
  });
});
