export async function register(): Promise<void> {
  // The build also compiles this file for the edge runtime; only this exact condition removes it there.
  if (process.env.NEXT_RUNTIME === "nodejs") {
    const { env } = await import("./lib/env");
    const { refuseDemoAccountsOnHttps } = await import("./lib/auth/demo-accounts");
    const { warmUp } = await import("./lib/auth/password");
    const { log } = await import("./lib/log");
    try {
      env();
      await refuseDemoAccountsOnHttps();
      await warmUp();
    } catch (error) {
      // A throw here would not stop Next.js: it would answer every request with 500.
      log.fatal({ error }, error instanceof Error ? error.message : "The app cannot start.");
      process.exit(1);
    }
  }
}
