// The rules between the rooms that a machine can check: node scripts/boundaries.mjs
//
// It reads import statements, process.env and vendors' names, with comments left out, and the
// versions in package-lock.json. Tests and fixtures may cross where a test has to.
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { dirname, join, posix } from "node:path";
import { pathToFileURL } from "node:url";
import { exceptions as listedExceptions } from "./boundary-exceptions.mjs";
import { root } from "./root.mjs";
import { blankComments, lineOf, listImports } from "./source-text.mjs";

const rooms = ["app", "lib", "sandbox", "prisma", "e2e", "bench"];
const source = /\.(ts|tsx|mts|js|jsx|mjs)$/;
/** Whoever is in the registry of dialects. */
const vendors = (
  /^export const dialects[^=]*= \[([^\]]+)\]/m.exec(
    readFileSync(join(root, "lib/dialects/registry.ts"), "utf8"),
  )?.[1] ?? ""
)
  .split(",")
  .map((name) => name.trim())
  .filter(Boolean);
if (vendors.length === 0)
  throw new Error("lib/dialects/registry.ts lists no dialect that can be read.");

/** Written out three ways, so that "explore" and "exploded" stay ordinary words. */
const vendorName = new RegExp(
  vendors
    .flatMap((name) => [
      `(?<![A-Za-z])${name}(?![a-z])`,
      `${name[0].toUpperCase()}${name.slice(1)}(?![a-z])`,
      `(?<![A-Z])${name.toUpperCase()}(?![A-Z])`,
    ])
    .join("|"),
  "g",
);

const versionFloors = { next: "16.4.6", "next-auth": "4.24.15", jose: "6.2.17" };

const isTest = (file) =>
  /\.(test|fixtures)\.tsx?$/.test(file) || /^(e2e|lib\/testing)\//.test(file);
const within = (path, ...folders) =>
  folders.some((folder) => path === folder || path.startsWith(`${folder}/`));
const isConfig = (file) => !file.includes("/") && /\.config\.(ts|mjs|js)$/.test(file);

/**
 * Checks source files.
 *
 * @param {Map<string, string>} files path from the repository root, with slashes → text
 * @param {{ file: string, rule: string, reason: string }[]} [exceptions]
 * @returns {{ file: string, line: number, rule: string, sentence: string }[]}
 */
export function checkFiles(files, exceptions = listedExceptions) {
  const code = new Map([...files].map(([file, text]) => [file, blankComments(text)]));
  const imports = new Map(
    [...code].map(([file, text]) => [
      file,
      listImports(text).map((found) => ({ ...found, to: resolveImport(file, found.from, files) })),
    ]),
  );
  const found = [];
  const say = (rule, file, line, sentence) => found.push({ file, line, rule, sentence });

  for (const [file, list] of imports) {
    for (const item of list) checkImport(file, item, say);
    checkProcessEnv(file, code.get(file), say);
    checkVendorNames(file, code.get(file), say);
  }
  checkBrowserCode(imports, code, say);

  const excused = ({ file, rule }) =>
    exceptions.some((exception) => exception.file === file && exception.rule === rule);
  const unused = exceptions.filter(
    ({ file, rule }) =>
      files.has(file) && !found.some((item) => item.file === file && item.rule === rule),
  );
  return [
    ...found.filter((item) => !excused(item)),
    ...unused.map(({ file, rule }) => ({
      file,
      line: 1,
      rule: "unused-exception",
      sentence: `needs no exception from "${rule}" any more: take it off the list.`,
    })),
  ].sort((a, b) => a.file.localeCompare(b.file) || a.line - b.line);
}

function checkImport(file, { from, to, line, typeOnly }, say) {
  if (within(file, "lib") && within(to, "app")) {
    say("lib-app", file, line, `lib imports "${from}": lib knows nothing of app.`);
  }
  if (within(file, "sandbox") && within(to, "app", "lib", "prisma")) {
    say(
      "sandbox-host",
      file,
      line,
      `the sandbox imports "${from}": it shares no code with the host.`,
    );
  }
  if (within(file, "app", "lib", "prisma") && within(to, "sandbox")) {
    say(
      "sandbox-host",
      file,
      line,
      `the host imports "${from}": it shares no code with the sandbox.`,
    );
  }
  if (isTest(file)) return;
  if (within(file, "lib/dialects") && !fitsDialect(from, to, typeOnly)) {
    say(
      "dialect",
      file,
      line,
      `a dialect imports "${from}": zod, types and its own contract only.`,
    );
  }
  const reachesDatabase = /^lib\/db(\.ts)?$/.test(to) || within(to, "lib/generated");
  if (reachesDatabase && !typeOnly && !within(file, "lib")) {
    say(
      "database",
      file,
      line,
      `"${from}" is reached from outside lib: ask lib a question instead.`,
    );
  }
  const reachesNextAuth = from === "next-auth" || from.startsWith("next-auth/");
  if (reachesNextAuth && !typeOnly && !within(file, "lib/auth")) {
    say("next-auth", file, line, `"${from}" is imported outside lib/auth.`);
  }
}

function fitsDialect(from, to, typeOnly) {
  if (from === "zod" || within(to, "lib/dialects")) return true;
  return typeOnly && (from === "jose" || to.startsWith("lib/embed/wire"));
}

function checkProcessEnv(file, text, say) {
  if (["lib/env.ts", "sandbox/env.ts"].includes(file) || within(file, "bench")) return;
  if (isTest(file) || isConfig(file)) return;
  for (const match of text.matchAll(/\bprocess\s*(\?\.|\.)\s*env\b|\bprocess\s*\[/g)) {
    say(
      "process-env",
      file,
      lineOf(text, match.index),
      "reads the environment: lib/env.ts does that.",
    );
  }
}

function checkVendorNames(file, text, say) {
  if (isTest(file) || within(file, "lib/dialects", "lib/vendor-api", "lib/generated")) return;
  if (within(file, "prisma", "sandbox", "bench")) return;
  for (const match of text.matchAll(vendorName)) {
    say(
      "vendor-name",
      file,
      lineOf(text, match.index),
      `names a vendor ("${match[0]}"): dialects do.`,
    );
  }
}

/** What a "use client" file imports, and what that imports, is sent to the browser. */
function checkBrowserCode(imports, code, say) {
  const says = (file, directive) =>
    new RegExp(`^\\s*["']${directive}["']`).test(code.get(file) ?? "");
  const seen = new Set();
  const queue = [...code.keys()].filter((file) => within(file, "app") && says(file, "use client"));
  while (queue.length > 0) {
    const file = queue.pop();
    if (seen.has(file) || says(file, "use server")) continue;
    seen.add(file);
    for (const { from, to, line, typeOnly } of imports.get(file) ?? []) {
      if (typeOnly) continue;
      if (within(to, "app")) queue.push(to);
      if (within(to, "lib") && !/^lib\/embed\/(wire|renewal)/.test(to)) {
        say(
          "client",
          file,
          line,
          `browser code imports "${from}": from lib, the wire and renewal only.`,
        );
      }
    }
  }
}

/** @returns {string} the file meant, relative to the root; the bare name for a package */
function resolveImport(file, from, files) {
  let path;
  if (from.startsWith("@/")) path = from.slice(2);
  else if (from.startsWith(".")) path = posix.join(dirname(file), from);
  else return `package:${from}`;
  const endings = ["", ".ts", ".tsx", ".mjs", ".js", "/index.ts", "/index.tsx"];
  return endings.map((ending) => path + ending).find((name) => files.has(name)) ?? path;
}

/**
 * Checks package-lock.json.
 *
 * @param {{ packages: Record<string, { version?: string, resolved?: string, optionalDependencies?: Record<string, string> }> }} lock
 * @returns {string[]} sentences
 */
export function checkLock(lock) {
  const sentences = [];
  for (const [name, floor] of Object.entries(versionFloors)) {
    const version = lock.packages[`node_modules/${name}`]?.version;
    if (!version || compareVersions(version, floor) < 0) {
      sentences.push(
        `${name} ${version ?? "(missing)"} is below ${floor}, which closes known holes.`,
      );
    }
  }
  const addressed = Object.entries(lock.packages).filter(([, entry]) => entry.resolved);
  if (addressed.length > 0) {
    sentences.push(
      `${addressed.length} packages name the registry they came from ("resolved", first: ` +
        `${addressed[0][0]}): install with the .npmrc of this repository.`,
    );
  }
  const absent = listAbsent(lock);
  if (absent.length > 0) {
    sentences.push(
      `${absent.length} optional packages have no entry (first: ${absent[0]}), so npm ci fails: the ` +
        "registry that the file was made with lacks packages for other machines.",
    );
  }
  return sentences;
}

function listAbsent({ packages }) {
  return Object.entries(packages).flatMap(([path, { optionalDependencies = {} }]) =>
    Object.keys(optionalDependencies).filter(
      (name) => !packages[`node_modules/${name}`] && !packages[`${path}/node_modules/${name}`],
    ),
  );
}

function compareVersions(left, right) {
  const parts = (version) => version.split(/[.-]/).slice(0, 3).map(Number);
  const [a, b] = [parts(left), parts(right)];
  for (const index of [0, 1, 2]) if (a[index] !== b[index]) return a[index] - b[index];
  // A preview comes before its release.
  return left.includes("-") ? -1 : 0;
}

function readSources() {
  const files = new Map();
  const visit = (path) => {
    for (const entry of readdirSync(join(root, path), { withFileTypes: true })) {
      const name = path === "" ? entry.name : `${path}/${entry.name}`;
      if (entry.isFile() && source.test(name) && name !== "next-env.d.ts") {
        files.set(name, readFileSync(join(root, name), "utf8"));
      } else if (entry.isDirectory() && path !== "" && name !== "lib/generated") {
        visit(name);
      }
    }
  };
  visit("");
  for (const room of rooms) if (existsSync(join(root, room))) visit(room);
  return files;
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? "").href) {
  const files = readSources();
  const violations = checkFiles(files);
  for (const { file, line, rule, sentence } of violations) {
    console.error(`${file}:${line}: ${sentence} [${rule}]`);
  }
  const lock = checkLock(JSON.parse(readFileSync(join(root, "package-lock.json"), "utf8")));
  for (const sentence of lock) console.error(`package-lock.json: ${sentence}`);
  const count = violations.length + lock.length;
  console.log(count === 0 ? `Boundaries hold in ${files.size} files.` : `${count} violations.`);
  process.exit(count === 0 ? 0 : 1);
}
