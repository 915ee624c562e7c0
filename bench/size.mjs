// What a dashboard page must load for a pane, in gzip bytes: everything but React and the frame around.
import { fileURLToPath } from "node:url";
import { gzipSync } from "node:zlib";
import { build } from "esbuild";
import { inRoot } from "../scripts/root.mjs";

/** What each kind of pane, and each rarer moment, brings along when it comes. */
const later = {
  "for a vendor's element": "element",
  "for a vendor's component": "browser-registry",
  "for a vendor whose messages carry state": "preserved-state",
  "for a vendor's session": "vendor-sessions",
  "after the first pane: notices": "pane-overlay",
};

/**
 * Bundles the panes as a page does: what is imported dynamically is a file of its own.
 *
 * @returns {Promise<{ first: number, rooms: Record<string, number>, later: Record<string, number> }>}
 *   gzip bytes needed for a frame's pane; its rooms in minified bytes, before gzip; the parts that come
 *   later, in gzip bytes
 */
export async function measurePanes() {
  const entries = ["components/pane/pane.tsx", "components/pane/pane-state.tsx"];
  const { outputFiles, metafile } = await build({
    entryPoints: entries.map(inRoot),
    absWorkingDir: inRoot("."),
    bundle: true,
    minify: true,
    splitting: true,
    format: "esm",
    target: "es2022",
    jsx: "automatic",
    write: false,
    outdir: inRoot(".size"),
    metafile: true,
    alias: { "@": inRoot(".") },
    external: ["react", "react/*", "react-dom", "next/*"],
    define: { "process.env.NODE_ENV": '"production"' },
  });
  const outputs = Object.entries(metafile.outputs);
  const textOf = (name) =>
    outputFiles.find(({ path }) => path.endsWith(name.replace(/^.*\.size/, "")))?.text ?? "";
  const gzip = (names) => gzipSync(names.map(textOf).join("\n"), { level: 9 }).length;

  /** These files and all that they import at once. */
  const withImports = (names, found = new Set()) => {
    for (const name of names.filter((each) => metafile.outputs[each] && !found.has(each))) {
      const { imports } = metafile.outputs[name];
      const atOnce = imports.filter(({ kind }) => kind === "import-statement");
      withImports(
        atOnce.map(({ path }) => path),
        found.add(name),
      );
    }
    return found;
  };
  const filesOf = (wanted) =>
    outputs.filter(([, { entryPoint }]) => entryPoint && wanted(entryPoint)).map(([name]) => name);
  const needed = withImports(filesOf((entry) => entries.includes(entry)));

  const rooms = {};
  for (const name of needed)
    for (const [file, { bytesInOutput }] of Object.entries(metafile.outputs[name].inputs))
      rooms[file] = (rooms[file] ?? 0) + bytesInOutput;
  const parts = Object.entries(later).map(([label, file]) => {
    const own = withImports(filesOf((entry) => entry.includes(`/${file}.`)));
    return [label, gzip([...own].filter((name) => !needed.has(name)))];
  });
  return { first: gzip([...needed]), rooms, later: Object.fromEntries(parts) };
}

if (process.argv[1] === fileURLToPath(import.meta.url))
  console.log(JSON.stringify(await measurePanes(), null, 2));
