import { z } from "zod";

const environment = z
  .object({
    SANDBOX_PORT: z.coerce.number().int().min(0).max(65_535).default(4000),
    SANDBOX_HOST: z.string().default("127.0.0.1"),
    SANDBOX_DATA_DIR: z.string().default(".data/sandbox"),
    SANDBOX_DATABASE_URL: z.string().optional(),
    SANDBOX_ADMIN_KEY: z.string().optional(),
    SANDBOX_CONTROL: z.stringbool().default(false),
    SANDBOX_SESSION_SECONDS: z.coerce.number().int().min(1).max(604_800).default(28_800),
    SANDBOX_CLOCK_LEEWAY: z.coerce.number().int().min(0).max(60).default(30),
  })
  .transform((env) => ({
    port: env.SANDBOX_PORT,
    host: env.SANDBOX_HOST,
    /** Holds the lock and the PGlite database; unused with `databaseUrl`. */
    dataDir: env.SANDBOX_DATA_DIR,
    databaseUrl: env.SANDBOX_DATABASE_URL,
    /** Bearer token of the admin API, which is closed without one. */
    adminKey: env.SANDBOX_ADMIN_KEY,
    /** Opens `/__control`. */
    control: env.SANDBOX_CONTROL,
    sessionSeconds: env.SANDBOX_SESSION_SECONDS,
    clockLeewaySeconds: env.SANDBOX_CLOCK_LEEWAY,
  }));

export type Settings = z.infer<typeof environment>;

export const defaultSettings: Settings = environment.parse({});

/** @throws Error naming every variable that must be fixed */
export function readSettings(): Settings {
  const variables = Object.entries(process.env).filter(([, value]) => value !== "");
  const parsed = environment.safeParse(Object.fromEntries(variables));
  if (!parsed.success) {
    throw new Error(`Invalid environment variables:\n${z.prettifyError(parsed.error)}`);
  }
  return parsed.data;
}

/** A PostgreSQL server to create test databases on, and a folder of JOSE test vectors. */
export function readTestSettings() {
  const { TEST_POSTGRES_URL, JOSE_VECTORS } = process.env;
  return { databaseUrl: TEST_POSTGRES_URL || undefined, vectors: JOSE_VECTORS || undefined };
}
