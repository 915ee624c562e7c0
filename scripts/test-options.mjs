// What `npm test -- …` is asked to do.
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { root } from "./root.mjs";

const allParts = ["types", "lint", "unit", "browser"];

/**
 * @param {string[]} args
 * @returns {{ parts: string[], filters: string[], server: string | undefined }} `server`: a
 *   PostgreSQL on which the database and browser tests run instead of the embedded database
 */
export function readTestOptions(args) {
  const value = (name) =>
    args.find((argument) => argument.startsWith(`--${name}=`))?.slice(name.length + 3);
  const unknown = args.find(
    (argument) => /^-/.test(argument) && !/^--(only|database)=/.test(argument),
  );
  if (unknown) throw new Error(`${unknown} is not known. There are --only= and --database=.`);
  const server = value("database");
  const parts = value("only")?.split(",") ?? (server ? ["unit", "browser"] : allParts);
  const strange = parts.find((part) => !allParts.includes(part));
  if (strange !== undefined) {
    throw new Error(`--only=${strange} is not known. There are ${allParts.join(", ")}.`);
  }
  return {
    parts: allParts.filter((part) => parts.includes(part)),
    filters: args.filter((argument) => !argument.startsWith("-")),
    server,
  };
}

/**
 * The browser tests whose outcome a database could change; the others watch what a browser does with
 * the same answers, and run once. Playwright takes them as patterns of file names.
 */
export const dataSpecs = ["isolation", "operator-new-tenant", "settings-roles"];

/** The unit tests that use a database: those that read one of its addresses. */
export function databaseTests() {
  const found = [];
  const visit = (folder) => {
    for (const entry of readdirSync(join(root, folder), { withFileTypes: true })) {
      const path = `${folder}/${entry.name}`;
      if (entry.isDirectory() && path !== "lib/generated") visit(path);
      else if (
        /\.test\.tsx?$/.test(entry.name) &&
        /TEST_(DATABASE|POSTGRES)_URL|hasDatabase|testing\/engines/.test(
          readFileSync(join(root, path), "utf8"),
        )
      ) {
        found.push(path);
      }
    }
  };
  for (const folder of ["app", "lib", "sandbox", "scripts", "prisma"]) visit(folder);
  return found;
}
