import { readFileSync } from "node:fs";
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
