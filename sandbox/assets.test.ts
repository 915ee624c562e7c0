import { describe, expect, it } from "vitest";
import { browserFolder, bundleAssets } from "./assets";

describe("bundleAssets", () => {
  it("gives every vendor a script and the compiled theme, and the web component both in one", async () => {
    const vendors = ["basedash", "explo", "holistics", "scoop", "sigma"];
    const warnings: string[] = [];
    const entries = { modules: vendors, scripts: ["explo-element"] };
    const assets = await bundleAssets(browserFolder, entries, (line) => warnings.push(line));
    const read = (name: string) => new TextDecoder().decode(assets.find(name)?.body);

    expect(warnings).toEqual([]);
    for (const vendor of vendors) {
      expect(assets.find(`${vendor}.js`)?.type).toBe("text/javascript");
      expect(assets.find(`${vendor}.css`)?.type).toBe("text/css");
      expect(read(`${vendor}.css`)).toContain(`[data-vendor=${vendor}]`);
      expect(read(`${vendor}.css`)).toContain(".inline-flex{display:inline-flex}");
    }
    expect(read("explo-element.js")).toContain("--banner-text: light-dark(");
    expect(assets.find("explo-element.css")).toBeUndefined();
  });

  it("logs a missing entry and goes on without it", async () => {
    const lines: string[] = [];
    const entries = { modules: ["nobody"], scripts: [] };
    const assets = await bundleAssets(browserFolder, entries, (line) => lines.push(line));
    expect(lines).toEqual(["warning: no browser entry nobody.ts, its page stays empty"]);
    expect(assets.find("nobody.js")).toBeUndefined();
  });
});
