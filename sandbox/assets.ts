import { createHash } from "node:crypto";
import { readFile } from "node:fs/promises";
import { basename, join } from "node:path";
import { fileURLToPath } from "node:url";
import tailwind from "@tailwindcss/postcss";
import { build, type Plugin } from "esbuild";
import postcss from "postcss";

export interface Asset {
  body: Uint8Array<ArrayBuffer>;
  type: string;
  etag: string;
}

export interface Assets {
  /** By file name, for instance `explo.js` or `explo.css`. */
  find(name: string): Asset | undefined;
}

export const browserFolder = fileURLToPath(new URL("browser/vendors", import.meta.url));

/**
 * Bundles `{folder}/{entry}.ts` for each entry and keeps the result in memory. `scripts` become
 * classic scripts for other origins' pages, the rest are modules.
 */
export async function bundleAssets(
  folder: string,
  entries: { modules: string[]; scripts: string[] },
): Promise<Assets> {
  const assets = new Map<string, Asset>();
  const bundle = async (names: string[], format: "esm" | "iife") => {
    const { outputFiles } = await build({
      entryPoints: names.map((name) => join(folder, `${name}.ts`)),
      outdir: "/assets",
      write: false,
      bundle: true,
      minify: true,
      format,
      target: "es2022",
      plugins: [tailwindPlugin],
      logLevel: "silent",
    });
    for (const file of outputFiles) {
      const body = new Uint8Array(file.contents);
      assets.set(basename(file.path), {
        body,
        type: file.path.endsWith(".css") ? "text/css" : "text/javascript",
        etag: `"${createHash("sha256").update(body).digest("base64url").slice(0, 22)}"`,
      });
    }
  };
  await Promise.all([bundle(entries.modules, "esm"), bundle(entries.scripts, "iife")]);
  return { find: (name) => assets.get(name) };
}

/** Compiles imported style sheets; `with { type: "text" }` gives a script the result as a string. */
const tailwindPlugin: Plugin = {
  name: "tailwind",
  setup({ onLoad }) {
    onLoad({ filter: /\.css$/ }, async ({ path, with: attributes }) => {
      const source = await readFile(path, "utf8");
      const { css } = await postcss([tailwind({ optimize: false })]).process(source, {
        from: path,
      });
      return { contents: css, loader: attributes.type === "text" ? "text" : "css" };
    });
  },
};
