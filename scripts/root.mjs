// Where the repository lies, whatever folder a command was started from.
import { resolve } from "node:path";
import { fileURLToPath } from "node:url";

export const root = fileURLToPath(new URL("..", import.meta.url)).replace(/[\\/]$/, "");

/** @param {string} path absolute, or relative to the repository */
export function inRoot(path) {
  return resolve(root, path);
}
