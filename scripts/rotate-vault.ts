// npm run vault:rotate: encrypts every stored secret under the current VAULT_KEY (docs/vault.md).
import { recordEvent } from "@/lib/audit/record";
import { createClient, db as shared } from "@/lib/db";
import { env } from "@/lib/env";
import { rotateVault } from "@/lib/vault/rotate";
import { runCommand } from "./command";
import { requireInstallation } from "./environment";

runCommand(async ({ defer }) => {
  requireInstallation();
  const db = createClient(env().DATABASE_URL);
  defer(() => db.$disconnect());
  defer(() => shared().$disconnect());
  const { moved, current, lost } = await rotateVault(db, (done, all) => {
    if (process.stdout.isTTY) process.stdout.write(`\r${done} of ${all}`);
  });
  if (process.stdout.isTTY) process.stdout.write("\r");
  const detail = { moved, current, lost: lost.length };
  const outcome = lost.length === 0 ? "allowed" : "failed";
  await recordEvent({ action: "vault.rotate", outcome, email: "command line", detail });
  console.log(`Re-encrypted ${moved} secrets; ${current} were already under VAULT_KEY.`);
  for (const { connection, kid } of lost) {
    console.error(`Not decrypted by VAULT_KEY or VAULT_KEYS_OLD: ${connection}, credential ${kid}`);
  }
  if (lost.length > 0) return 1;
  console.log("VAULT_KEYS_OLD is no longer needed: remove it, then restart the host.");
});
