// Decides what the sandbox is told by its environment, and refuses to start on nonsense.
import { z } from "zod";

const flag = z
  .enum(["0", "1", "", "true", "false"])
  .default("")
  .transform((value) => value === "1" || value === "true");
const port = z.coerce.number().int().min(0).max(65_535);

const environment = z.object({
  SANDBOX_PORT: port.default(4000),
  SANDBOX_HOST: z.string().min(1).default("127.0.0.1"),
  SANDBOX_DATA_DIR: z.string().min(1).default(".data/sandbox"),
  SANDBOX_DATABASE_URL: z.string().optional(),
  SANDBOX_ADMIN_KEY: z.string().optional(),
  SANDBOX_CONTROL: flag,
  SANDBOX_SESSION_SECONDS: z.coerce.number().int().min(1).max(604_800).default(28_800),
  SANDBOX_CLOCK_LEEWAY: z.coerce.number().int().min(0).max(60).default(30),
});

/** Everything that can differ between two sandboxes; times in seconds. */
export interface Settings {
  port: number;
  host: string;
  /** Folder of the lock, and of the PGlite database where `databaseUrl` is unset. */
  dataDir: string;
  databaseUrl: string | undefined;
  /** Bearer of the admin API; unset closes that API. */
  adminKey: string | undefined;
  /** Opens `/__control`. */
  control: boolean;
  sessionSeconds: number;
  clockLeeway: number;
}

/** What only tests are told: a PostgreSQL server to make databases on, a folder of JOSE vectors. */
export function readTestEnvironment(): {
  databaseUrl: string | undefined;
  vectors: string | undefined;
} {
  const { TEST_POSTGRES_URL, JOSE_VECTORS } = process.env;
  return { databaseUrl: TEST_POSTGRES_URL || undefined, vectors: JOSE_VECTORS || undefined };
}

/** Reads the process environment. Throws an Error naming every variable that must be fixed. */
export function readEnvironment(): Settings {
  const parsed = environment.safeParse(process.env);
  if (!parsed.success) {
    const wrong = parsed.error.issues.map((issue) => `${issue.path.join(".")}: ${issue.message}`);
    throw new Error(`The sandbox cannot start. Please fix ${wrong.join("; ")}`);
  }
  const value = parsed.data;
  return {
    port: value.SANDBOX_PORT,
    host: value.SANDBOX_HOST,
    dataDir: value.SANDBOX_DATA_DIR,
    databaseUrl: value.SANDBOX_DATABASE_URL || undefined,
    adminKey: value.SANDBOX_ADMIN_KEY || undefined,
    control: value.SANDBOX_CONTROL,
    sessionSeconds: value.SANDBOX_SESSION_SECONDS,
    clockLeeway: value.SANDBOX_CLOCK_LEEWAY,
  };
}
