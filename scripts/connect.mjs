// npm run connect -- FILE: enters a vendor's account from a connection file (docs/your-vendor.md).
import { operateOnData } from "./operate.mjs";

try {
  const [file] = process.argv.slice(2);
  if (!file) throw new Error("Which connection? npm run connect -- my-vendor.json");
  process.exitCode = operateOnData("prisma/connect.ts", [file]);
} catch (error) {
  console.error(error.message);
  process.exitCode = 1;
}
