import { z } from "zod";

const seconds = (fallback: number, min: number, max: number) =>
  z.coerce.number().int().min(min).max(max).default(fallback);

const isVaultKey = (value: string) => Buffer.from(value, "base64").length === 32;

const schema = z.object({
  DATABASE_URL: z
    .string({ error: "is not set; run `npm run demo`, or set it to postgres://…" })
    .regex(/^postgres(ql)?:\/\//, "must start with postgres://"),
  NEXTAUTH_URL: z.url({
    protocol: /^https?$/,
    error: "must be the URL people open, such as http://localhost:3000",
  }),
  NEXTAUTH_SECRET: z
    .string({ error: "is not set; generate one with `openssl rand -base64 48`" })
    .min(32, "must have at least 32 characters; generate one with `openssl rand -base64 48`"),
  VAULT_KEY: z
    .string({ error: "is not set; generate one with `openssl rand -base64 32`" })
    .refine(isVaultKey, {
      error: "must be 32 bytes in base64; generate one with `openssl rand -base64 32`",
    }),
  VAULT_KEYS_OLD: z
    .string()
    .default("")
    .transform((list) => list.split(",").flatMap((one) => one.trim() || []))
    .refine((keys) => keys.every(isVaultKey), {
      error: "must be a comma-separated list of former VAULT_KEYs",
    }),
  EMBED_TTL_SECONDS: seconds(300, 5, 2_592_000),
  MINT_LIMIT_PER_MINUTE: seconds(120, 1, 1_000_000),
  SANDBOX_URL: z.url().optional(),
  SANDBOX_ADMIN_KEY: z.string().optional(),
  NODE_ENV: z.string().optional(),
});

export type Env = Readonly<z.infer<typeof schema>> & {
  /** Exact origin of the host, without a trailing slash. */
  readonly origin: string;
  /** Over https: only then do browsers keep secure cookies and HSTS. */
  readonly secure: boolean;
  /** `next dev`. */
  readonly development: boolean;
};

/** @throws Error that names every invalid variable and how to fix it, without its value */
export function parseEnv(source: Record<string, string | undefined>): Env {
  // `NAME=` in .env means "not set".
  const given = Object.fromEntries(Object.entries(source).filter(([, value]) => value !== ""));
  const parsed = schema.safeParse(given);
  if (!parsed.success) {
    const lines = parsed.error.issues.map(
      (issue) => `  ${issue.path.join(".")} ${withPeriod(issue.message)}`,
    );
    throw new Error(`Invalid environment variables (see .env.example):\n${lines.join("\n")}`);
  }
  const url = new URL(parsed.data.NEXTAUTH_URL);
  return Object.freeze({
    ...parsed.data,
    origin: url.origin,
    secure: url.protocol === "https:",
    development: parsed.data.NODE_ENV === "development",
  });
}

function withPeriod(message: string): string {
  return message.endsWith(".") ? message : `${message}.`;
}

/** One message per invalid variable, for the doctor. */
export function listEnvProblems(): string[] {
  try {
    parseEnv(process.env);
    return [];
  } catch (error) {
    const [, ...lines] = (error as Error).message.split("\n");
    return lines.map((line) => line.trim());
  }
}

let parsed: Env | undefined;

/** The environment of this process, parsed once. */
export function env(): Env {
  parsed ??= parseEnv(process.env);
  return parsed;
}
