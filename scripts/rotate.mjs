// npm run vault:rotate: locks every stored secret again, under VAULT_KEY (docs/vault.md).
import { operateOnData } from "./operate.mjs";

try {
  process.exitCode = operateOnData("prisma/rotate-vault.ts");
} catch (error) {
  console.error(error.message);
  process.exitCode = 1;
}
