import { describe, expect, it } from "vitest";
import { addressWithoutToken } from "./address";

describe("addressWithoutToken", () => {
  it("takes Explo's token out of the path, environment and variables kept", () => {
    expect(addressWithoutToken("explo", "/explo/iframe/a..b.c.d", "")).toBe("/explo/iframe");
    const query = "?category=%22Hardware%22";
    expect(addressWithoutToken("explo", "/explo/iframe/a..b.c.d/production", query)).toBe(
      `/explo/iframe/production${query}`,
    );
    expect(addressWithoutToken("explo", "/explo/report-builder/iframe/a..b.c.d", "")).toBe(
      "/explo/report-builder/iframe",
    );
  });

  it("keeps Sigma's colons literal", () => {
    const path = "/sigma/acme/workbook/Sales-wb01";
    const query = "?:jwt=a.b.c&:embed=true&:theme=Dark&Region=West,East";
    const kept = `${path}?:embed=true&:theme=Dark&Region=West,East`;
    expect(addressWithoutToken("sigma", path, query)).toBe(kept);
    expect(addressWithoutToken("sigma", path, query.replace(":jwt", "%3Ajwt"))).toBe(kept);
  });

  it("cleans Holistics and Basedash, and leaves Scoop alone", () => {
    expect(addressWithoutToken("holistics", "/holistics/embed/k", "?_token=a.b.c")).toBe(
      "/holistics/embed/k",
    );
    expect(addressWithoutToken("basedash", "/basedash/shared/link/a.b.c", "?theme=dark")).toBe(
      "/basedash/shared/link?theme=dark",
    );
    expect(addressWithoutToken("basedash", "/basedash/home", "")).toBe("/basedash/home");
    expect(addressWithoutToken("scoop", "/scoop/canvas/C_1", "?tz=UTC")).toBe(
      "/scoop/canvas/C_1?tz=UTC",
    );
  });
});
