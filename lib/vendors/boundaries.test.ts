import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { vendors } from "./registry";

const root = join(import.meta.dirname, "../..");
const ids = vendors.map(({ id }) => id);

const filesIn = (folder: string) =>
  readdirSync(join(root, folder), { recursive: true, encoding: "utf8" }).map((name) =>
    join(folder, name),
  );

/** Folders and files that may know a vendor, besides tests and their fixtures. */
const allowed = [
  ...ids.map((id) => `lib/vendors/${id}/`),
  "lib/vendors/registry.ts",
  "lib/vendors/browser-registry.ts",
  "lib/generated/",
  "lib/testing/",
  // The seed.
  "prisma/demo.ts",
  "prisma/seed.ts",
  "prisma/sandbox-accounts.ts",
];

const sources = ["app", "components", "lib", "prisma"]
  .flatMap(filesIn)
  .concat("proxy.ts", "instrumentation.ts", "next.config.ts")
  .filter((file) => /\.(tsx?|css|sql|prisma)$/.test(file))
  .filter((file) => !/\.(test|fixtures)\.tsx?$/.test(file))
  .filter((file) => !allowed.some((path) => file.startsWith(path)));

/** Comments may give a vendor as an example. */
const codeOf = (file: string) =>
  readFileSync(join(root, file), "utf8")
    .replace(/\/\*[\s\S]*?\*\//g, "")
    .replace(/(^|\s)(\/\/|--).*$/gm, "");

const matches = (pattern: RegExp) => sources.filter((file) => pattern.test(codeOf(file))).sort();

it("no other file names a vendor", () => {
  expect(sources.length).toBeGreaterThan(100);
  const names = vendors.flatMap(({ id, label }) => [id, label]).join("|");
  // Not "explore".
  expect(matches(new RegExp(`(?<![A-Za-z])(${names})(?![a-z])`))).toEqual([]);
});

it("no other file reads a vendor's setting", () => {
  const names = vendors.flatMap(({ settings }) =>
    Object.keys((settings as unknown as { shape: object }).shape),
  );
  const name = `(${[...new Set(names)].join("|")})\\b`;
  const read = new RegExp(`settings("?\\s*->>?\\s*'|\\??\\.|\\["|\\.data\\.)${name}`);
  expect(matches(read)).toEqual([]);
});

describe.each(ids)("lib/vendors/%s", (id) => {
  const folder = `lib/vendors/${id}`;
  const importsOf = (file: string) =>
    [...readFileSync(join(root, file), "utf8").matchAll(/^import (type )?[^;]*?from "([^"]+)";/gm)]
      .filter(([, typeOnly]) => !typeOnly)
      .map(([, , from = ""]) => from);

  it("imports nothing but zod, lib/http and lib/vendors", () => {
    for (const file of filesIn(folder).filter(
      (name) => !/\.test\.|\.fixtures\.|pane\.tsx$/.test(name),
    )) {
      for (const from of importsOf(file)) {
        expect(from, file).toMatch(/^(zod|@\/lib\/http|@\/lib\/vendors\/[a-z-]+|\.\/[a-z]+)$/);
      }
    }
  });

  it("has settings that are safe in a browser", () => {
    expect(importsOf(`${folder}/settings.ts`)).toEqual(["zod", "@/lib/vendors/fields"]);
  });

  it("has I/O in api.ts only", () => {
    const impure = /\bDate\b|Math\.random|process\.|fetch\(|crypto|\bawait\b|console\.|lib\/http/;
    for (const file of filesIn(folder).filter((name) =>
      /\/(vendor|settings|errors)\.ts$/.test(name),
    )) {
      expect(codeOf(file), file).not.toMatch(impure);
    }
  });
});
