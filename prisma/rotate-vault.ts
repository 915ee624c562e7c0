// Locks every stored secret again under the current vault key; run by `npm run vault:rotate`.
import { recordEvent } from "@/lib/audit/record";
import { createClient, db as shared } from "@/lib/db";
import { env } from "@/lib/env";
import { rotateVault } from "@/lib/vault/rotate";

const db = createClient(env().DATABASE_URL);
try {
  const { moved, current, lost } = await rotateVault(db, (done, all) => {
    if (process.stdout.isTTY) process.stdout.write(`\r${done} of ${all}`);
  });
  if (process.stdout.isTTY) process.stdout.write("\r");
  const detail = { moved, current, lost: lost.length };
  const outcome = lost.length === 0 ? "allowed" : "failed";
  await recordEvent({ action: "vault.rotate", outcome, email: "command line", detail });
  console.log(`Locked ${moved} secrets again; ${current} lay under VAULT_KEY already.`);
  for (const { connection, kid } of lost) {
    console.error(`Not opened by VAULT_KEY or VAULT_KEYS_OLD: ${connection}, credential ${kid}`);
  }
  if (lost.length > 0) process.exitCode = 1;
  else console.log("VAULT_KEYS_OLD is no longer needed: take it out, then restart the host.");
} catch (error) {
  console.error(error instanceof Error ? error.message : "The vault could not be rotated.");
  process.exitCode = 1;
} finally {
  await db.$disconnect();
  await shared().$disconnect();
}
