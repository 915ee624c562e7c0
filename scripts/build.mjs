// `next build`, when the sources have changed since the last build in that folder.
import { existsSync, rmSync } from "node:fs";
import { join } from "node:path";
import { fingerprint, isCurrent, keepFingerprint } from "./fingerprint.mjs";
import { runToEnd, tied } from "./processes.mjs";
import { inRoot, root } from "./root.mjs";

export const nextProgram = inRoot("node_modules/next/dist/bin/next");

const sources = [
  "app",
  "components",
  "lib",
  "public",
  "proxy.ts",
  "instrumentation.ts",
  "next.config.ts",
  "postcss.config.mjs",
  "package-lock.json",
  "prisma/schema.prisma",
];

/** @returns {boolean} whether `distDir` holds a build of the present sources */
export function isBuilt(distDir) {
  const folder = inRoot(distDir);
  return existsSync(join(folder, "BUILD_ID")) && isCurrent(markIn(folder), printOf());
}

/**
 * @param {{ distDir: string, env: Record<string, string | undefined>, logFile: string, signal?: AbortSignal }} options
 */
export async function build({ distDir, env, logFile, signal }) {
  const folder = inRoot(distDir);
  const print = printOf();
  // A killed `next dev` can leave an empty file here, on which the build stumbles.
  rmSync(join(folder, "dev", "types"), { recursive: true, force: true });
  rmSync(markIn(folder), { force: true });
  await runToEnd("next build", process.execPath, [...tied, nextProgram, "build"], {
    // The build reads no data: an address that nobody answers proves it.
    env: {
      ...env,
      NEXT_DIST_DIR: distDir,
      DATABASE_URL: "postgres://nobody@127.0.0.1:1/none",
      NODE_ENV: "production",
    },
    logFile,
    signal,
  });
  keepFingerprint(markIn(folder), print);
}

function markIn(folder) {
  return join(folder, ".sources");
}

function printOf() {
  return fingerprint(root, sources);
}
