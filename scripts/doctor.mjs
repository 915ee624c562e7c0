// npm run doctor [-- --json]: examines this installation; exits with 0 only when all is well.
import { existsSync } from "node:fs";
import { requireNode } from "./node-version.mjs";
import { inRoot } from "./root.mjs";

requireNode();
try {
  if (!existsSync(inRoot("node_modules/tsx"))) {
    throw new Error("The packages are not installed. Why: nothing can be examined. → npm ci");
  }
  if (!existsSync(inRoot("lib/generated/prisma"))) {
    throw new Error("The database client is not generated. → npm run generate");
  }
  const { operate } = await import("./operate.mjs");
  process.exitCode = operate("prisma/doctor.ts", process.argv.slice(2));
} catch (error) {
  console.error(error.message);
  process.exitCode = 1;
}
