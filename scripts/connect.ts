// npm run connect -- FILE: enters a vendor account from a connection file (docs/vendors.md).
import { readFileSync } from "node:fs";
import { dirname, resolve } from "node:path";
import { applyConnectionFile, parseConnectionFile } from "@/lib/connections/connection-file";
import { createClient } from "@/lib/db";
import { env } from "@/lib/env";
import { runCommand } from "./command";
import { requireInstallation } from "./environment";

runCommand(async ({ defer }) => {
  const path = process.argv[2];
  if (!path) throw new Error("Which connection? npm run connect -- my-vendor.json");
  requireInstallation();
  const db = createClient(env().DATABASE_URL);
  defer(() => db.$disconnect());
  const file = parseConnectionFile(JSON.parse(readFileSync(path, "utf8")));
  // Beside the connection file, and unchanged: a newline at its end would become part of the secret.
  await applyConnectionFile(db, file, (name) => readFileSync(resolve(dirname(path), name), "utf8"));
  const count = file.dashboards.length;
  console.log(
    `Saved ${file.slug}: ${count} dashboard${count === 1 ? "" : "s"}. Open panes follow at once.`,
  );
});
