import { createHash } from "node:crypto";
import { existsSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Environment } from "./environment";
import { runNode } from "./processes";

export const nextProgram = "node_modules/next/dist/bin/next";

const clientFolder = "lib/generated/prisma";

/** Writes the database client, when prisma/schema.prisma has changed. */
export async function generateClient(): Promise<boolean> {
  const mark = join(clientFolder, ".fingerprint");
  const print = fingerprint([
    "prisma/schema.prisma",
    "prisma.config.ts",
    "node_modules/prisma/package.json",
  ]);
  if (isCurrent(mark, print)) return false;
  await runNode("prisma generate", "node_modules/prisma/build/index.js", ["generate"], {
    // Generating needs no engine, yet Prisma downloads one unless this names a file that exists.
    env: {
      ...process.env,
      PRISMA_SCHEMA_ENGINE_BINARY: process.execPath,
      PRISMA_HIDE_UPDATE_MESSAGE: "1",
      CHECKPOINT_DISABLE: "1",
    },
  });
  writeFileSync(mark, print);
  return true;
}

const sources = [
  "app",
  "components",
  "lib",
  "public",
  "proxy.ts",
  "instrumentation.ts",
  "next.config.ts",
  "postcss.config.mjs",
  "tsconfig.json",
  "package-lock.json",
  "prisma/schema.prisma",
];

const markIn = (distDir: string) => join(distDir, ".sources");

/** Whether `distDir` holds a build of the present sources. */
export function isBuilt(distDir: string): boolean {
  return existsSync(join(distDir, "BUILD_ID")) && isCurrent(markIn(distDir), fingerprint(sources));
}

export async function buildHost(
  distDir: string,
  env: Environment,
  options: { log: string; signal: AbortSignal },
): Promise<void> {
  const print = fingerprint(sources);
  // A killed `next dev` can leave an empty file here, which breaks the build.
  rmSync(join(distDir, "dev", "types"), { recursive: true, force: true });
  rmSync(markIn(distDir), { force: true });
  await runNode("next build", nextProgram, ["build"], {
    ...options,
    env: {
      ...env,
      NEXT_DIST_DIR: distDir,
      NODE_ENV: "production",
      // The build reads no data: an address where nothing listens proves it.
      DATABASE_URL: "postgres://nobody@127.0.0.1:1/none",
    },
  });
  writeFileSync(markIn(distDir), print);
}

/** One hash over names and contents. Folders are walked, tests and missing files left out. */
export function fingerprint(paths: string[], root = "."): string {
  const hash = createHash("sha256");
  for (const path of paths.flatMap((path) => listFiles(root, path)).sort()) {
    hash.update(`\0${path}\0`).update(readFileSync(join(root, path)));
  }
  return hash.digest("hex");
}

function listFiles(root: string, path: string): string[] {
  const stat = statSync(join(root, path), { throwIfNoEntry: false });
  if (!stat) return [];
  if (stat.isFile()) return /\.test\.tsx?$/.test(path) ? [] : [path];
  return readdirSync(join(root, path)).flatMap((name) => listFiles(root, `${path}/${name}`));
}

function isCurrent(mark: string, print: string): boolean {
  return existsSync(mark) && readFileSync(mark, "utf8") === print;
}
