import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, it } from "vitest";
import { fingerprint } from "./build";

it("a fingerprint changes with contents and names, and with nothing else", () => {
  const root = mkdtempSync(join(tmpdir(), "mullion-print-"));
  mkdirSync(join(root, "app/deep"), { recursive: true });
  const write = (name: string, text: string) => writeFileSync(join(root, name), text);
  const print = () => fingerprint(["app", "proxy.ts"], root);
  write("app/deep/page.tsx", "one");
  const first = print();

  write("app/deep/page.tsx", "one");
  write("app/page.test.tsx", "a test");
  write("elsewhere.ts", "two");
  expect(print()).toBe(first);

  write("app/deep/page.tsx", "two");
  expect(print()).not.toBe(first);
  write("app/deep/page.tsx", "one");
  write("proxy.ts", "");
  expect(print()).not.toBe(first);
  rmSync(join(root, "proxy.ts"));
  expect(print()).toBe(first);
});
