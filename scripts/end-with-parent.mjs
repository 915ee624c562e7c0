// Preloaded into child processes: ends them when their parent is gone, even after kill -9.
// Processes that a child starts inherit the preload, hence the check of the parent's id.
if (process.env.ENDS_WITH_PARENT === String(process.ppid) && process.channel) {
  process.once("disconnect", () => {
    process.kill(process.pid, "SIGTERM");
    setTimeout(() => process.exit(1), 8_000).unref();
  });
  // Listening alone must not keep the process alive.
  process.channel.unref();
}
