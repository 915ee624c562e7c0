// Enters one vendor account from a connection file; run by `npm run connect -- FILE`.
import { readFileSync } from "node:fs";
import { dirname, resolve } from "node:path";
import { applyConnectionFile, parseConnectionFile } from "@/lib/connections/connection-file";
import { createClient } from "@/lib/db";
import { env } from "@/lib/env";

const path = resolve(process.argv[2] ?? "");
const db = createClient(env().DATABASE_URL);
try {
  const file = parseConnectionFile(JSON.parse(readFileSync(path, "utf8")));
  // Beside the connection file, and as it is: a newline at its end would become part of the secret.
  await applyConnectionFile(db, file, (name) => readFileSync(resolve(dirname(path), name), "utf8"));
  const count = file.dashboards.length;
  console.log(
    `Entered ${file.slug}: ${count} dashboard${count === 1 ? "" : "s"}. Open panes follow at once.`,
  );
} catch (error) {
  console.error(error instanceof Error ? error.message : "The connection could not be entered.");
  process.exitCode = 1;
} finally {
  await db.$disconnect();
}
