import { spawnSync } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";

/** Compares package-lock.json with npm's own record of what it installed. */
export function isInstalled(lock, installed) {
  if (!installed) return false;
  return Object.entries(lock.packages).every(([path, wanted]) => {
    if (!path.includes("node_modules/")) return true;
    const found = installed.packages[path];
    // Optional packages for other platforms are rightly missing.
    return found ? found.version === wanted.version : Boolean(wanted.optional);
  });
}

export function installIfNeeded() {
  const read = (path) => (existsSync(path) ? JSON.parse(readFileSync(path, "utf8")) : null);
  if (isInstalled(read("package-lock.json"), read("node_modules/.package-lock.json"))) return;
  console.log("Installing packages …");
  // No dependency needs its install script, so none gets to run.
  const { status } = spawnSync("npm", ["ci", "--ignore-scripts", "--loglevel=error"], {
    // NODE_ENV=production would leave out what the build needs.
    env: { ...process.env, NODE_ENV: "development" },
    stdio: "inherit",
    shell: process.platform === "win32",
  });
  if (status !== 0) process.exit(status ?? 1);
}
