// Writes the database client from prisma/schema.prisma, when the schema has changed.
import { pathToFileURL } from "node:url";
import { fingerprint, isCurrent, keepFingerprint } from "./fingerprint.mjs";
import { runToEnd } from "./processes.mjs";
import { inRoot, root } from "./root.mjs";

const mark = inRoot("lib/generated/prisma/.fingerprint");

/** @returns {Promise<boolean>} whether there was something to do */
export async function generateIfNeeded() {
  const print = fingerprint(root, [
    "prisma/schema.prisma",
    "prisma.config.ts",
    "node_modules/prisma/package.json",
  ]);
  if (isCurrent(mark, print)) return false;
  const prisma = inRoot("node_modules/prisma/build/index.js");
  await runToEnd("prisma generate", process.execPath, [prisma, "generate"], {
    // Generating needs no engine, yet Prisma downloads one unless this names a file that exists.
    env: {
      ...process.env,
      PRISMA_SCHEMA_ENGINE_BINARY: process.execPath,
      PRISMA_HIDE_UPDATE_MESSAGE: "1",
      CHECKPOINT_DISABLE: "1",
    },
  });
  keepFingerprint(mark, print);
  return true;
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? "").href) {
  generateIfNeeded().then(
    (done) => console.log(done ? "Wrote lib/generated/prisma." : "Nothing to do."),
    (error) => {
      console.error(error.message);
      process.exit(1);
    },
  );
}
