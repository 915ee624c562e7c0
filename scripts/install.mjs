// `npm ci`, when the installed packages are not those of package-lock.json.
import { spawn } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { inRoot } from "./root.mjs";

/**
 * Compares package-lock.json with npm's own note of what it installed. Cheap: two files.
 *
 * @param {object} lock package-lock.json
 * @param {object | null} installed node_modules/.package-lock.json
 */
export function fits(lock, installed) {
  if (!installed) return false;
  for (const [path, wanted] of Object.entries(lock.packages)) {
    if (path === "") continue;
    const found = installed.packages[path];
    // Packages for other machines are optional and rightly missing.
    if (!found && wanted.optional) continue;
    if (found?.version !== wanted.version) return false;
  }
  return true;
}

/** @returns {boolean} whether `npm ci` is needed */
export function needsInstall() {
  const read = (path) =>
    existsSync(inRoot(path)) ? JSON.parse(readFileSync(inRoot(path), "utf8")) : null;
  return !fits(read("package-lock.json"), read("node_modules/.package-lock.json"));
}

/** Installs if need be; npm's own output is shown, since it may take a minute. */
export async function installIfNeeded() {
  if (!needsInstall()) return false;
  const code = await new Promise((resolve, reject) => {
    // No package here needs its install script: what does not run cannot do harm or download.
    const npm = spawn("npm", ["ci", "--ignore-scripts", "--loglevel=error"], {
      cwd: inRoot("."),
      // NODE_ENV=production would leave out what the build needs.
      env: { ...process.env, NODE_ENV: "development" },
      stdio: ["ignore", "inherit", "inherit"],
      shell: process.platform === "win32",
    });
    npm.once("error", reject);
    npm.once("exit", resolve);
  });
  if (code !== 0) throw new Error("npm ci failed: see its message above.");
  return true;
}
