import { expect, it } from "vitest";
import { checkFiles, checkLock } from "./boundaries.mjs";

function rules(files: Record<string, string>, exceptions: Parameters<typeof checkFiles>[1] = []) {
  return checkFiles(new Map(Object.entries(files)), exceptions).map(
    ({ file, line, rule }) => `${file}:${line} ${rule}`,
  );
}

it.each<[string, Record<string, string>, string]>([
  ["lib to app", { "lib/a.ts": 'import { x } from "@/app/x";' }, "lib/a.ts:1 lib-app"],
  [
    "lib to app, relative",
    { "lib/b/a.ts": '\nexport * from "../../app/x";' },
    "lib/b/a.ts:2 lib-app",
  ],
  ["a type counts too", { "lib/a.ts": 'import type { X } from "@/app/x";' }, "lib/a.ts:1 lib-app"],
  ["on demand", { "lib/a.ts": 'const x = await import("@/app/x");' }, "lib/a.ts:1 lib-app"],
  [
    "jose in a dialect",
    { "lib/dialects/a.ts": 'import { SignJWT } from "jose";' },
    "lib/dialects/a.ts:1 dialect",
  ],
  [
    "node in a dialect",
    { "lib/dialects/a.ts": 'import crypto from "node:crypto";' },
    "lib/dialects/a.ts:1 dialect",
  ],
  [
    "env in a dialect",
    { "lib/dialects/a.ts": 'import { env } from "../env";' },
    "lib/dialects/a.ts:1 dialect",
  ],
  [
    "the database in a page",
    { "app/page.tsx": 'import { db } from "@/lib/db";' },
    "app/page.tsx:1 database",
  ],
  [
    "the client's values in a page",
    { "app/page.tsx": 'import { PrismaClient } from "@/lib/generated/prisma/client";' },
    "app/page.tsx:1 database",
  ],
  [
    "next-auth",
    { "app/page.tsx": 'import { signIn } from "next-auth/react";' },
    "app/page.tsx:1 next-auth",
  ],
  ["process.env", { "app/page.tsx": "\n\nconst x = process.env.X;" }, "app/page.tsx:3 process-env"],
  ["process['env']", { "lib/a.ts": "const x = process['env'];" }, "lib/a.ts:1 process-env"],
  [
    "sandbox to host",
    { "sandbox/a.ts": 'import { x } from "../lib/x";' },
    "sandbox/a.ts:1 sandbox-host",
  ],
  [
    "host to sandbox",
    { "lib/a.test.ts": 'import { x } from "../sandbox/x";' },
    "lib/a.test.ts:1 sandbox-host",
  ],
  ["vendor's name", { "app/page.tsx": 'const a = "sigma-page";' }, "app/page.tsx:1 vendor-name"],
  ["in camelCase", { "lib/a.ts": "const mintExplo = 1;" }, "lib/a.ts:1 vendor-name"],
  [
    "a client component",
    { "app/a.tsx": '// Why.\n"use client";\nimport { env } from "@/lib/env";' },
    "app/a.tsx:3 client",
  ],
  [
    "what a client component imports",
    { "app/a.tsx": '"use client";\nimport { b } from "./b";', "app/b.ts": 'import "@/lib/env";' },
    "app/b.ts:1 client",
  ],
])("catches %s", (_, files, expected) => {
  expect(rules(files)).toEqual([expected]);
});

it.each<[string, Record<string, string>]>([
  ["comments", { "lib/a.ts": '// import "@/app/x"; Sigma\n/* process.env */' }],
  ["addresses in strings", { "lib/a.ts": 'const x = "https://a"; // process.env' }],
  ["ordinary words", { "lib/a.ts": "explore(explorer, exploded, scoops);" }],
  [
    "types of jose and the wire",
    {
      "lib/dialects/a.ts":
        'import type { JWTPayload } from "jose";\nimport type { Pane } from "@/lib/embed/wire";',
    },
  ],
  ["the one reader of the environment", { "lib/env.ts": "process.env.X" }],
  ["config files", { "next.config.ts": "process.env.X" }],
  [
    "types of the database",
    { "app/page.tsx": 'import type { Role } from "@/lib/generated/prisma/enums";' },
  ],
  [
    "the wire in the browser",
    { "app/a.tsx": '"use client";\nimport { p } from "@/lib/embed/wire";' },
  ],
  ["types in the browser", { "app/a.tsx": '"use client";\nimport { type E } from "@/lib/env";' }],
  [
    "a server action",
    {
      "app/a.tsx": '"use client";\nimport { b } from "./b";',
      "app/b.ts": '"use server";\nimport { env } from "@/lib/env";',
    },
  ],
  [
    "vendors in the sandbox, the seed, tests",
    {
      "sandbox/a.ts": "sigma",
      "prisma/seed.ts": "sigma",
      "lib/a.test.ts": "sigma",
      "lib/dialects/sigma.ts": "sigma",
    },
  ],
])("lets %s pass", (_, files) => {
  expect(rules(files)).toEqual([]);
});

it("excuses what is listed, and says when a listed exception is not needed", () => {
  const exceptions = [{ file: "app/a.ts", rule: "vendor-name", reason: "shows it" }];
  expect(rules({ "app/a.ts": 'const a = "scoop";' }, exceptions)).toEqual([]);
  expect(rules({ "app/a.ts": "const a = 1;" }, exceptions)).toEqual([
    "app/a.ts:1 unused-exception",
  ]);
});

it("holds the version floors and an address-free lock file", () => {
  const lock = (next: string, more = {}) => ({
    packages: {
      "node_modules/next": { version: next, ...more },
      "node_modules/next-auth": { version: "4.24.15" },
      "node_modules/jose": { version: "6.10.0" },
    },
  });
  expect(checkLock(lock("16.4.6"))).toEqual([]);
  expect(checkLock(lock("16.4.5"))).toHaveLength(1);
  expect(checkLock(lock("16.4.6-canary.1"))).toHaveLength(1);
  expect(checkLock(lock("16.4.6", { resolved: "https://registry.example/next" }))).toHaveLength(1);
  expect(checkLock(lock("16.4.6", { optionalDependencies: { "swc-else": "1" } }))).toHaveLength(1);
  expect(checkLock(lock("16.4.6", { optionalDependencies: { jose: "6" } }))).toEqual([]);
  expect(checkLock({ packages: {} })).toHaveLength(3);
});
