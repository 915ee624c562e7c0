// Whether files have changed since something was made from them.
import { createHash } from "node:crypto";
import { existsSync, readdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";

/**
 * One hash over the contents and names of files. Folders are walked; what does not exist counts as
 * absent; tests do not count.
 *
 * @param {string} root
 * @param {string[]} paths files and folders, relative to root
 * @param {string[]} extra other things the result depends on
 */
export function fingerprint(root, paths, extra = []) {
  const hash = createHash("sha256").update(JSON.stringify(extra));
  for (const path of paths.flatMap((path) => listFiles(root, path)).sort()) {
    hash.update(`\0${path}\0`).update(readFileSync(join(root, path)));
  }
  return hash.digest("hex");
}

/** True when `file` holds this fingerprint. */
export function isCurrent(file, print) {
  return existsSync(file) && readFileSync(file, "utf8") === print;
}

export function keepFingerprint(file, print) {
  writeFileSync(file, print);
}

function listFiles(root, path) {
  const stat = statSync(join(root, path), { throwIfNoEntry: false });
  if (!stat) return [];
  if (stat.isFile()) return /\.test\.tsx?$/.test(path) ? [] : [path];
  return readdirSync(join(root, path)).flatMap((name) => listFiles(root, `${path}/${name}`));
}
