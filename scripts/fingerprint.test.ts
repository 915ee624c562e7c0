import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, it } from "vitest";
import { fingerprint, isCurrent, keepFingerprint } from "./fingerprint.mjs";

it("changes with content and names, and with nothing else", () => {
  const root = mkdtempSync(join(tmpdir(), "mullion-print-"));
  mkdirSync(join(root, "app/deep"), { recursive: true });
  writeFileSync(join(root, "app/deep/page.tsx"), "one");
  const print = () => fingerprint(root, ["app", "proxy.ts"]);
  const first = print();

  writeFileSync(join(root, "app/deep/page.tsx"), "one");
  writeFileSync(join(root, "app/page.test.tsx"), "a test");
  writeFileSync(join(root, "elsewhere.ts"), "two");
  expect(print()).toBe(first);

  writeFileSync(join(root, "app/deep/page.tsx"), "two");
  expect(print()).not.toBe(first);
  writeFileSync(join(root, "app/deep/page.tsx"), "one");
  writeFileSync(join(root, "proxy.ts"), "");
  expect(print()).not.toBe(first);
  rmSync(join(root, "proxy.ts"));
  expect(print()).toBe(first);
});

it("is kept in a file", () => {
  const file = join(mkdtempSync(join(tmpdir(), "mullion-print-")), "mark");
  expect(isCurrent(file, "a")).toBe(false);
  keepFingerprint(file, "a");
  expect(isCurrent(file, "a")).toBe(true);
  expect(isCurrent(file, "b")).toBe(false);
});
