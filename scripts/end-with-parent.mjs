// Loaded into the processes a command starts (node --import): they end when the command is gone,
// even when it was killed and could not end them itself.
if (process.env.ENDS_WITH_PARENT === String(process.ppid) && process.channel) {
  process.once("disconnect", () => {
    process.kill(process.pid, "SIGTERM");
    setTimeout(() => process.exit(1), 8_000).unref();
  });
  // Listening alone must not keep the process alive.
  process.channel.unref();
}
