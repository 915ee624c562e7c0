import { existsSync, readdirSync, readFileSync } from "node:fs";
import { parseArgs } from "node:util";

const partNames = ["types", "lint", "unit", "browser", "removal"] as const;
export type Part = (typeof partNames)[number];

export type TestOptions = {
  parts: Part[];
  /** Files, or parts of their names. */
  filters: string[];
  /** A PostgreSQL server that replaces the embedded database. */
  server?: string | undefined;
};

/** @returns `ci`: everything, on both databases */
export function readTestOptions(args: string[]): TestOptions & { ci: boolean } {
  const { values, positionals } = parseArgs({
    args,
    allowPositionals: true,
    options: {
      only: { type: "string" },
      database: { type: "string" },
      ci: { type: "boolean", default: false },
    },
  });
  const standard = values.database ? "unit,browser" : "types,lint,unit,browser";
  const wanted = (values.only ?? standard).split(",");
  const unknown = wanted.find((part) => !partNames.some((name) => name === part));
  if (unknown !== undefined) {
    throw new Error(`--only=${unknown} is unknown. The parts are ${partNames.join(", ")}.`);
  }
  const parts = partNames.filter((part) => wanted.includes(part));
  return { parts, filters: positionals, server: values.database, ci: values.ci };
}

/** The browser tests whose outcome the database engine could change. */
export const dataSpecs = ["isolation", "operator-new-tenant", "settings-roles"];

/** The unit tests that use a database. */
export function databaseTests(): string[] {
  const usesDatabase = /TEST_(DATABASE|POSTGRES)_URL|hasDatabase|testing\/databases/;
  return ["app", "components", "lib", "sandbox", "scripts", "prisma"]
    .filter((folder) => existsSync(folder))
    .flatMap((folder) =>
      readdirSync(folder, { recursive: true, encoding: "utf8" }).map((name) => `${folder}/${name}`),
    )
    .filter((file) => /^(?!.*node_modules).*\.test\.tsx?$/.test(file))
    .filter((file) => usesDatabase.test(readFileSync(file, "utf8")));
}
