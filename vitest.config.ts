import { availableParallelism } from "node:os";
import { fileURLToPath } from "node:url";
import { defineConfig } from "vitest/config";

const root = fileURLToPath(new URL(".", import.meta.url));

// `server-only` throws outside Next's server bundle; tests run in plain Node.
export default defineConfig({
  resolve: {
    alias: {
      "@": root.replace(/\/$/, ""),
      "server-only": fileURLToPath(new URL("node_modules/server-only/empty.js", import.meta.url)),
    },
  },
  test: {
    include: [
      "{lib,components,sandbox,app,scripts,prisma,bench}/**/*.test.ts",
      "{lib,components,sandbox,app}/**/*.test.tsx",
    ],
    // By itself it keeps one processor free, which on two means one file after another; and some files
    // wait for what they started.
    maxWorkers: Math.max(3, availableParallelism()),
    // As in playwright.config.ts: a shared machine stalls now and then.
    retry: process.env.CI ? 1 : 0,
    testTimeout: 60_000,
    hookTimeout: 120_000,
  },
});
