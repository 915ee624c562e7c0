import { describe, expect, it } from "vitest";
import { removeTokenFromUrl } from "./url";

describe("removeTokenFromUrl", () => {
  it("removes Explo's token from the path and keeps environment and variables", () => {
    expect(removeTokenFromUrl("explo", "/explo/iframe/a..b.c.d", "")).toBe("/explo/iframe");
    const query = "?category=%22Hardware%22";
    expect(removeTokenFromUrl("explo", "/explo/iframe/a..b.c.d/production", query)).toBe(
      `/explo/iframe/production${query}`,
    );
    expect(removeTokenFromUrl("explo", "/explo/report-builder/iframe/a..b.c.d", "")).toBe(
      "/explo/report-builder/iframe",
    );
  });

  it("keeps Sigma's colons literal", () => {
    const path = "/sigma/acme/workbook/Sales-wb01";
    const query = "?:jwt=a.b.c&:embed=true&:theme=Dark&Region=West,East";
    const kept = `${path}?:embed=true&:theme=Dark&Region=West,East`;
    expect(removeTokenFromUrl("sigma", path, query)).toBe(kept);
    expect(removeTokenFromUrl("sigma", path, query.replace(":jwt", "%3Ajwt"))).toBe(kept);
  });

  it("removes the token of Holistics and Basedash; Scoop's URL has none", () => {
    expect(removeTokenFromUrl("holistics", "/holistics/embed/k", "?_token=a.b.c")).toBe(
      "/holistics/embed/k",
    );
    expect(removeTokenFromUrl("basedash", "/basedash/shared/link/a.b.c", "?theme=dark")).toBe(
      "/basedash/shared/link?theme=dark",
    );
    expect(removeTokenFromUrl("basedash", "/basedash/home", "")).toBe("/basedash/home");
    expect(removeTokenFromUrl("scoop", "/scoop/canvas/C_1", "?tz=UTC")).toBe(
      "/scoop/canvas/C_1?tz=UTC",
    );
  });
});
