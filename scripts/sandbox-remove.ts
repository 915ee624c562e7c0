// npm run sandbox:remove [-- --yes]: deletes the sandbox with everything that only it needs.
import {
  cpSync,
  existsSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { execa } from "execa";
import { confirm, runCommand } from "./command";

const folders = ["sandbox", "e2e"];
const files = [
  "playwright.config.ts",
  "prisma/seed.ts",
  "prisma/demo.ts",
  "prisma/sandbox-accounts.ts",
  "scripts/sandbox.ts",
  "scripts/sandbox-remove.ts",
  "scripts/without-sandbox.ts",
];
/** With passages between `<!-- sandbox -->` and `<!-- /sandbox -->`, or `# sandbox` and `# /sandbox`. */
const texts = ["README.md", "docs", ".env.example", ".github/workflows"];
const npmScripts = ["sandbox", "sandbox:remove", "bench", "screens"];
const packages = ["@axe-core/playwright", "@mullion/sandbox"];

runCommand(async () => {
  const isConfirmed = process.argv.includes("--yes");
  await confirm(
    "This deletes the sandbox, the demo data and the tests that need them.",
    isConfirmed,
  );
  // What a dashboard page loads can be measured without a sandbox.
  const bench = list("bench").filter((path) => !path.includes("/size."));
  for (const path of [...folders, ...files, ...bench])
    rmSync(path, { recursive: true, force: true });
  for (const text of texts.flatMap(list)) removePassages(text);
  // A table that lost a row may have narrower columns.
  await execa(process.execPath, [
    "node_modules/@biomejs/biome/bin/biome",
    "format",
    "--write",
    ".",
  ]);
  editPackage();
  await updateLock();
  console.log("The sandbox is gone. Review the change with git, then: npm ci");
});

/** A file, or the files of a folder. */
function list(path: string): string[] {
  if (!existsSync(path)) return [];
  if (/\.\w+$/.test(path)) return [path];
  return readdirSync(path).flatMap((name) => list(`${path}/${name}`));
}

function removePassages(path: string): void {
  if (!/\.(md|yml|example)$/.test(path)) return;
  const blocks = /^ *(<!--|#) sandbox( -->)?\n[\s\S]*?^ *(<!--|#) \/sandbox( -->)?\n/gm;
  const inline = / ?<!-- sandbox -->[\s\S]*?<!-- \/sandbox -->/g;
  const text = readFileSync(path, "utf8");
  const rest = text.replace(blocks, "").replace(inline, "");
  if (rest !== text) writeFileSync(path, `${rest.replace(/\n{3,}/g, "\n\n").trimEnd()}\n`);
}

/** Aside, so that npm touches no installed package. What stays is in the lock file: no registry is asked. */
async function updateLock(): Promise<void> {
  const cwd = mkdtempSync(join(tmpdir(), "mullion-lock-"));
  for (const file of ["package.json", "package-lock.json", ".npmrc"]) cpSync(file, join(cwd, file));
  const args = ["install", "--package-lock-only", "--ignore-scripts", "--offline"];
  await execa("npm", args, { cwd });
  cpSync(join(cwd, "package-lock.json"), "package-lock.json");
  rmSync(cwd, { recursive: true });
}

function editPackage(): void {
  const manifest = JSON.parse(readFileSync("package.json", "utf8"));
  const workspaces = manifest.workspaces?.filter((path: string) => path !== "sandbox") ?? [];
  manifest.workspaces = workspaces.length > 0 ? workspaces : undefined;
  for (const name of npmScripts) delete manifest.scripts[name];
  for (const name of packages) {
    delete manifest.dependencies?.[name];
    delete manifest.devDependencies?.[name];
  }
  writeFileSync("package.json", `${JSON.stringify(manifest, null, 2)}\n`);
}
