import { expect, it } from "vitest";
import { isInstalled } from "./install.mjs";

const lock = {
  packages: {
    "": {},
    sandbox: { version: "0.1.0" },
    "node_modules/@mullion/sandbox": { resolved: "sandbox", link: true },
    "node_modules/next": { version: "16.4.6" },
    "node_modules/for-another-platform": { version: "1.0.0", optional: true },
  },
};
const link = { "node_modules/@mullion/sandbox": { resolved: "sandbox", link: true } };

it.each([
  ["nothing is installed", null, false],
  ["everything is", { ...link, "node_modules/next": { version: "16.4.6" } }, true],
  ["a version differs", { ...link, "node_modules/next": { version: "16.4.5" } }, false],
  ["a package is missing", link, false],
  ["a workspace is missing", { "node_modules/next": { version: "16.4.6" } }, false],
])("knows whether to install when %s", (_, packages, expected) => {
  expect(isInstalled(lock, packages && { packages })).toBe(expected);
});
