// Decides whether the host can do its work: it can when its database answers, and soon.
import { db } from "./db";

/** A database that hangs is as good as one that is gone: people are still waiting for an answer. */
const patienceMs = 1_800;

/** Resolves when the database answers; throws what it throws, or after 1.8 s without a word. */
export async function requireDatabase(): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  const tooLate = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error("deadline")), patienceMs);
  });
  try {
    await Promise.race([db().$queryRaw`select 1`, tooLate]);
  } finally {
    clearTimeout(timer);
  }
}
