import { PrismaPg } from "@prisma/adapter-pg";
import { env } from "./env";
import { PrismaClient } from "./generated/prisma/client";

// Survives hot reload in development; otherwise each reload would leak a connection pool.
const shared = globalThis as typeof globalThis & { prismaClient?: PrismaClient };

/** A separate client, for scripts and tests. Close it with `$disconnect()`. */
export function createClient(connectionString: string): PrismaClient {
  const adapter = new PrismaPg({
    connectionString,
    // Fail before a person gives up waiting. Routes have a shorter budget (app/api/respond.ts).
    connectionTimeoutMillis: 1_800,
    query_timeout: 10_000,
    max: 10,
  });
  // The embedded database runs transactions one after another.
  return new PrismaClient({ adapter, transactionOptions: { maxWait: 15_000, timeout: 15_000 } });
}

/** The process's client, created on first use so that a build needs no database. */
export function db(): PrismaClient {
  shared.prismaClient ??= createClient(env().DATABASE_URL);
  return shared.prismaClient;
}
