// A short list of what a command has done so far, with times.

/**
 * @param {NodeJS.WriteStream} [stream]
 * @returns {{ step: <T>(name: string, work: () => Promise<T>) => Promise<T>, line: (text: string) => void }}
 */
export function createProgress(stream = process.stdout) {
  const running = new Map();
  let timer;

  function clear() {
    if (stream.isTTY) stream.write("\r\x1b[K");
  }

  /** One line that changes in place; a log file gets finished steps only. */
  function draw() {
    if (!stream.isTTY || running.size === 0) return;
    const names = [...running].map(([name, since]) => `${name} ${seconds(since)}`);
    clear();
    stream.write(`  … ${names.join(", ")}`.slice(0, (stream.columns ?? 80) - 1));
  }

  function line(text) {
    clear();
    stream.write(`${text}\n`);
    draw();
  }

  async function step(name, work) {
    const since = performance.now();
    running.set(name, since);
    if (stream.isTTY) timer ??= setInterval(draw, 500);
    timer?.unref();
    draw();
    let mark = "✗";
    try {
      const result = await work();
      mark = "✓";
      return result;
    } finally {
      running.delete(name);
      line(`  ${mark} ${name.padEnd(28)} ${seconds(since).padStart(8)}`);
      if (running.size === 0) {
        clearInterval(timer);
        timer = undefined;
      }
    }
  }

  return { step, line };
}

function seconds(since) {
  return `${((performance.now() - since) / 1000).toFixed(1)} s`;
}
