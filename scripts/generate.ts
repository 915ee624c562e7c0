import { generateClient } from "./build";
import { runCommand } from "./command";

runCommand(async () => {
  console.log((await generateClient()) ? "Wrote lib/generated/prisma." : "Nothing to do.");
});
