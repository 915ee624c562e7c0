import { existsSync, readdirSync, readFileSync } from "node:fs";
import { expect, it } from "vitest";

// What no lint rule can express; the import rules are in biome.json.

const versionFloors = { next: "16.4.6", "next-auth": "4.24.15", jose: "6.2.17" };

type Lock = {
  packages: Record<
    string,
    { version?: string; resolved?: string; link?: boolean; optionalDependencies?: object }
  >;
};

const { packages } = JSON.parse(readFileSync("package-lock.json", "utf8")) as Lock;

it.each(Object.entries(versionFloors))(
  "%s is at least %s, which closes known holes",
  (name, floor) => {
    const version = packages[`node_modules/${name}`]?.version ?? "0.0.0";
    expect(version).toMatch(/^\d+\.\d+\.\d+$/);
    expect(version.localeCompare(floor, "en", { numeric: true })).toBeGreaterThanOrEqual(0);
  },
);

it("the lock file names no registry", () => {
  const named = Object.entries(packages).filter(([, { resolved, link }]) => resolved && !link);
  expect(named).toEqual([]);
});

it("the lock file has an entry for the packages of every platform", () => {
  const missing = Object.entries(packages).flatMap(([path, { optionalDependencies = {} }]) =>
    Object.keys(optionalDependencies).filter(
      (name) => !packages[`node_modules/${name}`] && !packages[`${path}/node_modules/${name}`],
    ),
  );
  expect(missing).toEqual([]);
});

it("no vendor is named outside its folder and the two registries", () => {
  const vendors = readdirSync("lib/vendors", { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map(({ name }) => name);
  expect(vendors.length).toBeGreaterThan(0);
  // In lower, upper and camel case, so that "explore" and "exploded" stay ordinary words.
  const patterns = vendors.flatMap((name) => [
    `(?<![A-Za-z])${name}(?![a-z])`,
    `${name[0]?.toUpperCase()}${name.slice(1)}(?![a-z])`,
    `(?<![A-Z])${name.toUpperCase()}(?![A-Z])`,
  ]);
  const vendorName = new RegExp(patterns.join("|"));
  const allowed = new RegExp(
    `^lib/(testing|generated|vendors/(${vendors.join("|")}))/|^lib/vendors/(browser-)?registry\\.ts$|\\.(test|fixtures)\\.tsx?$`,
  );
  const withoutComments = (code: string) => code.replace(/\/\*[\s\S]*?\*\/|(?<=^|\s)\/\/.*$/gm, "");
  const named = ["app", "components", "lib", "prisma/migrations"]
    .filter((folder) => existsSync(folder))
    .flatMap((folder) =>
      readdirSync(folder, { recursive: true, encoding: "utf8" }).map((name) => `${folder}/${name}`),
    )
    .filter((file) => /\.(tsx?|sql|css)$/.test(file) && !allowed.test(file))
    .filter((file) => vendorName.test(withoutComments(readFileSync(file, "utf8"))));
  expect(named).toEqual([]);
});
