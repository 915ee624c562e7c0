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
    // The default leaves one processor free: on two, one file after another. Some files mostly wait.
    maxWorkers: Math.max(3, availableParallelism()),
    // A shared CI machine stalls now and then; a test that passes on retry is reported as flaky.
    retry: process.env.CI ? 1 : 0,
    testTimeout: 120_000,
    hookTimeout: 120_000,
  },
});
