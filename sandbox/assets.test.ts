import { describe, expect, it } from "vitest";
import { browserFolder, bundleAssets } from "./assets";

describe("bundleAssets", () => {
  it("gives every vendor a script and the compiled theme, and the web component both in one", async () => {
    const vendors = ["basedash", "explo", "holistics", "scoop", "sigma"];
    const entries = { modules: vendors, scripts: ["explo-element"] };
    const assets = await bundleAssets(browserFolder, entries);
    const read = (name: string) => new TextDecoder().decode(assets.find(name)?.body);

    for (const vendor of vendors) {
      expect(assets.find(`${vendor}.js`)?.type).toBe("text/javascript");
      expect(assets.find(`${vendor}.css`)?.type).toBe("text/css");
      expect(read(`${vendor}.css`)).toContain(`[data-vendor=${vendor}]`);
      expect(read(`${vendor}.css`)).toContain(".inline-flex{display:inline-flex}");
    }
    expect(read("explo-element.js")).toContain("--banner-text: light-dark(");
    expect(assets.find("explo-element.css")).toBeUndefined();
  });
});
