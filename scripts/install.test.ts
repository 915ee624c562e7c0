import { expect, it } from "vitest";
import { fits } from "./install.mjs";
import { nodeVersionProblem } from "./node-version.mjs";

const lock = {
  packages: {
    "": {},
    "node_modules/next": { version: "16.4.6" },
    "node_modules/for-another-machine": { version: "1.0.0", optional: true },
  },
};

it.each([
  ["nothing is installed", null, false],
  ["all is", { packages: { "node_modules/next": { version: "16.4.6" } } }, true],
  ["a version differs", { packages: { "node_modules/next": { version: "16.4.5" } } }, false],
  ["one is missing", { packages: {} }, false],
])("knows whether to install when %s", (_, installed, expected) => {
  expect(fits(lock, installed)).toBe(expected);
});

it.each([
  ["20.18.9", true],
  ["18.20.0", true],
  ["20.19.0", false],
  ["22.1.0", false],
])("knows that Node %s is too old: %s", (version, tooOld) => {
  expect(nodeVersionProblem(version) !== null).toBe(tooOld);
});
