import { readdirSync, readFileSync } from "node:fs";
import { parseArgs } from "node:util";

const partNames = ["types", "lint", "unit", "browser"] as const;
type Part = (typeof partNames)[number];

export type TestOptions = {
  parts: Part[];
  /** Files, or parts of their names. */
  filters: string[];
  /** A PostgreSQL server that replaces the embedded database. */
  server: string | undefined;
};

export function readTestOptions(args: string[]): TestOptions {
  const { values, positionals } = parseArgs({
    args,
    allowPositionals: true,
    options: { only: { type: "string" }, database: { type: "string" } },
  });
  const wanted = values.only?.split(",") ?? (values.database ? ["unit", "browser"] : partNames);
  const unknown = wanted.find((part) => !partNames.some((name) => name === part));
  if (unknown !== undefined) {
    throw new Error(`--only=${unknown} is unknown. The parts are ${partNames.join(", ")}.`);
  }
  const parts = partNames.filter((part) => wanted.includes(part));
  return { parts, filters: positionals, server: values.database };
}

/** The browser tests whose outcome the database engine could change. */
export const dataSpecs = ["isolation", "operator-new-tenant", "settings-roles"];

/** The unit tests that use a database. */
export function databaseTests(): string[] {
  const usesDatabase = /TEST_(DATABASE|POSTGRES)_URL|hasDatabase|testing\/engines/;
  return ["app", "components", "lib", "sandbox", "scripts", "prisma"]
    .flatMap((folder) => listTests(folder))
    .filter((file) => usesDatabase.test(readFileSync(file, "utf8")));
}

function listTests(folder: string): string[] {
  try {
    return readdirSync(folder, { recursive: true, encoding: "utf8" })
      .filter((name) => /\.test\.tsx?$/.test(name) && !name.includes("node_modules"))
      .map((name) => `${folder}/${name}`);
  } catch {
    // The sandbox, after it was removed.
    return [];
  }
}
