import { gzipSync } from "node:zlib";
import { build, type Metafile } from "esbuild";

/** Loaded when needed, by entry file. */
const lazyParts = {
  "custom element": "mount-element",
  "SDK component": "browser-registry",
  "preserved filters": "preserved-state",
  "vendor session": "vendor-sessions",
  notices: "pane-overlay",
};

/**
 * Bundles panes with code splitting, as a page does, without React and the page's shell.
 *
 * @returns `first`: gzip bytes for a frame's pane; `modules`: minified bytes of each of its files; `lazy`:
 *   gzip bytes of each part that is loaded later
 */
export async function measurePanes() {
  const entries = ["components/pane/pane.tsx", "components/pane/pane-state.tsx"];
  const { outputFiles, metafile } = await build({
    entryPoints: entries,
    bundle: true,
    minify: true,
    splitting: true,
    format: "esm",
    target: "es2022",
    jsx: "automatic",
    write: false,
    outdir: ".size",
    metafile: true,
    alias: { "@": process.cwd() },
    external: ["react", "react/*", "react-dom", "next/*"],
    define: { "process.env.NODE_ENV": '"production"' },
  });
  const { outputs } = metafile;
  const textOf = (name: string) =>
    outputFiles.find(({ path }) => path.endsWith(name.replace(/^.*\.size/, "")))?.text ?? "";
  const gzip = (names: string[]) => gzipSync(names.map(textOf).join("\n"), { level: 9 }).length;
  const filesOf = (isWanted: (entry: string) => boolean) =>
    Object.keys(outputs).filter((name) => isWanted(outputs[name]?.entryPoint ?? ""));

  const first = withImports(
    outputs,
    filesOf((entry) => entries.includes(entry)),
  );
  const modules: Record<string, number> = {};
  for (const name of first) {
    for (const [file, { bytesInOutput }] of Object.entries(outputs[name]?.inputs ?? {})) {
      modules[file] = (modules[file] ?? 0) + bytesInOutput;
    }
  }
  const parts = Object.entries(lazyParts).map(([label, file]) => {
    const own = withImports(
      outputs,
      filesOf((entry) => entry.includes(`/${file}.`)),
    );
    return [label, gzip([...own].filter((name) => !first.has(name)))] as const;
  });
  return { first: gzip([...first]), modules, lazy: Object.fromEntries(parts) };
}

/** These files and all that they import statically. */
function withImports(outputs: Metafile["outputs"], names: string[], found = new Set<string>()) {
  for (const name of names) {
    const output = outputs[name];
    if (!output || found.has(name)) continue;
    found.add(name);
    const imported = output.imports.filter(({ kind }) => kind === "import-statement");
    withImports(
      outputs,
      imported.map(({ path }) => path),
      found,
    );
  }
  return found;
}
