// The script that a dashboard page loads for a pane, in gzip bytes, without React and the page's shell.
import { fileURLToPath } from "node:url";
import { gzipSync } from "node:zlib";
import { build } from "esbuild";
import { inRoot } from "../scripts/root.mjs";

/** Loaded when needed, by entry file. */
const lazyParts = {
  "custom element": "mount-element",
  "SDK component": "browser-registry",
  "preserved filters": "preserved-state",
  "vendor session": "vendor-sessions",
  notices: "pane-overlay",
};

/**
 * Bundles panes with code splitting, as a page does.
 *
 * @returns {Promise<{ first: number, modules: Record<string, number>, later: Record<string, number> }>}
 *   `first`: gzip bytes for a frame's pane; `modules`: minified bytes of each of its files; `later`: gzip
 *   bytes of each part that is loaded later
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

  /** These files and all they import statically. */
  const withImports = (names, found = new Set()) => {
    for (const name of names.filter((each) => metafile.outputs[each] && !found.has(each))) {
      const { imports } = metafile.outputs[name];
      const staticImports = imports.filter(({ kind }) => kind === "import-statement");
      withImports(
        staticImports.map(({ path }) => path),
        found.add(name),
      );
    }
    return found;
  };
  const filesOf = (wanted) =>
    outputs.filter(([, { entryPoint }]) => entryPoint && wanted(entryPoint)).map(([name]) => name);
  const needed = withImports(filesOf((entry) => entries.includes(entry)));

  const modules = {};
  for (const name of needed)
    for (const [file, { bytesInOutput }] of Object.entries(metafile.outputs[name].inputs))
      modules[file] = (modules[file] ?? 0) + bytesInOutput;
  const parts = Object.entries(lazyParts).map(([label, file]) => {
    const own = withImports(filesOf((entry) => entry.includes(`/${file}.`)));
    return [label, gzip([...own].filter((name) => !needed.has(name)))];
  });
  return { first: gzip([...needed]), modules, later: Object.fromEntries(parts) };
}

if (process.argv[1] === fileURLToPath(import.meta.url))
  console.log(JSON.stringify(await measurePanes(), null, 2));
