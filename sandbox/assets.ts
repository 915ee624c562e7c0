// Decides what the browser half is served as: bundled once at the start, kept in memory.
import { createHash } from "node:crypto";
import { existsSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";

export interface Asset {
  body: Uint8Array<ArrayBuffer>;
  type: string;
  etag: string;
}

export interface Assets {
  /** By file name, for instance `explo.js` or `explo.css`. */
  find(name: string): Asset | undefined;
}

export const browserFolder = fileURLToPath(new URL("browser", import.meta.url));

/**
 * Bundles `{folder}/{entry}.ts` for each entry; one that is missing is only warned about.
 * `scripts` become classic scripts (loaded by another origin's page), the rest modules.
 */
export async function bundleAssets(
  folder: string,
  entries: { modules: string[]; scripts: string[] },
  log: (line: string) => void,
): Promise<Assets> {
  const found = new Map<string, Asset>();
  const bundle = async (names: string[], format: "esm" | "iife") => {
    const present = names.filter((name) => existsSync(join(folder, `${name}.ts`)));
    for (const name of names) {
      if (!present.includes(name))
        log(`warning: no browser entry ${name}.ts, its page stays empty`);
    }
    if (present.length === 0) return;
    const result = await build({
      entryPoints: present.map((name) => join(folder, `${name}.ts`)),
      outdir: "/assets",
      write: false,
      bundle: true,
      minify: true,
      format,
      target: "es2022",
      logLevel: "silent",
    });
    for (const file of result.outputFiles) {
      const body = new Uint8Array(file.contents);
      found.set(file.path.split(/[\\/]/).at(-1) ?? "", {
        body,
        type: file.path.endsWith(".css") ? "text/css" : "text/javascript",
        etag: `"${createHash("sha256").update(body).digest("base64url").slice(0, 22)}"`,
      });
    }
  };
  await Promise.all([bundle(entries.modules, "esm"), bundle(entries.scripts, "iife")]);
  return { find: (name) => found.get(name) };
}
