// Runs a TypeScript command: node scripts/run.mjs scripts/demo.ts […]
// On a fresh clone nothing is installed yet, so this file and install.mjs are plain JavaScript.
import { fileURLToPath } from "node:url";
import { installIfNeeded } from "./install.mjs";

const [major, minor] = process.versions.node.split(".").map(Number);
if (major < 20 || (major === 20 && minor < 19)) {
  console.error(
    `Node ${process.versions.node} is too old. Install Node 20.19 or newer: https://nodejs.org/`,
  );
  process.exit(1);
}
process.chdir(fileURLToPath(new URL("..", import.meta.url)));
installIfNeeded();

const [command] = process.argv.splice(2, 1);
const { register } = await import("tsx/esm/api");
register();
await import(new URL(`../${command}`, import.meta.url).href);
