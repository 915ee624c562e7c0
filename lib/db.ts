// Decides how the host reaches its database: one Prisma client for the process.
import { PrismaPg } from "@prisma/adapter-pg";
import { env } from "./env";
import { PrismaClient } from "./generated/prisma/client";

// Development reloads modules; the client must survive, or each reload leaks a pool.
const shared = globalThis as typeof globalThis & { mullionDb?: PrismaClient };

/** Makes a client of its own, for scripts and tests. Close it with `$disconnect()`. */
export function createClient(connectionString: string): PrismaClient {
  const adapter = new PrismaPg({
    connectionString,
    // A database that is down must be an answer within two seconds, not a hanging page; one that is
    // frozen is given up by the routes as soon (app/api/respond.ts), by a page after this.
    connectionTimeoutMillis: 1_800,
    query_timeout: 10_000,
    max: 10,
  });
  // The embedded database runs one transaction after another: wait for the turn.
  return new PrismaClient({ adapter, transactionOptions: { maxWait: 15_000, timeout: 15_000 } });
}

/** The process's client, made at the first use so that a build needs no database. */
export function db(): PrismaClient {
  shared.mullionDb ??= createClient(env().DATABASE_URL);
  return shared.mullionDb;
}
