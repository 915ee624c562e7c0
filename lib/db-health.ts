import { db } from "./db";

const timeoutMs = 1_800;

/** Throws when the database doesn't answer in time: a hanging one is as good as none. */
export async function requireDatabase(): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  const timeout = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new DOMException("Too late", "TimeoutError")), timeoutMs);
  });
  try {
    await Promise.race([db().$queryRaw`select 1`, timeout]);
  } finally {
    clearTimeout(timer);
  }
}
