// What a dashboard page must load for a pane, in gzip bytes: everything but React and the frame around.
import { gzipSync } from "node:zlib";
import { build } from "esbuild";
import { inRoot } from "../scripts/root.mjs";

/** What each kind of pane, and each rarer moment, brings along when it comes. */
const later = {
  "for a vendor's element": "element",
  "for a vendor's component": "components",
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
  const entries = ["app/panes/pane.tsx", "app/panes/pane-state.tsx"];
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

  const needed = new Set();
  const follow = (name) => {
    if (needed.has(name)) return;
    needed.add(name);
    for (const { path, kind } of metafile.outputs[name]?.imports ?? [])
      if (kind === "import-statement" && metafile.outputs[path]) follow(path);
  };
  for (const [name, { entryPoint }] of outputs) if (entries.includes(entryPoint)) follow(name);

  const rooms = {};
  for (const name of needed)
    for (const [file, { bytesInOutput }] of Object.entries(metafile.outputs[name].inputs))
      rooms[file] = (rooms[file] ?? 0) + bytesInOutput;
  const parts = Object.entries(later).map(([label, file]) => {
    const own = outputs.filter(([, { entryPoint }]) => entryPoint?.includes(`/${file}.`));
    return [label, gzip(own.map(([name]) => name))];
  });
  return { first: gzip([...needed]), rooms, later: Object.fromEntries(parts) };
}
