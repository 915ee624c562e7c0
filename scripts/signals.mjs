// Ctrl-C: once ends everything in order, twice ends it at once.

/**
 * @param {{
 *   stop: () => Promise<void>,
 *   kill: () => void,
 *   say?: (text: string) => void,
 *   code: number,
 * }} handlers `code`: what the command ends with, 0 where stopping it is the normal end
 */
export function onInterrupt({ stop, kill, say, code }) {
  let since = 0;
  const handle = async () => {
    if (since > 0) {
      // npm passes on the signal that the terminal has already sent: that is not a second Ctrl-C.
      if (performance.now() - since < 600) return;
      kill();
      process.exit(1);
    }
    since = performance.now();
    say?.("\nStopping (once more to end at once) …");
    await stop();
    process.exit(code);
  };
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"]) process.on(signal, handle);
}
