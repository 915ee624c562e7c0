import pino from "pino";

export const options = {
  base: null,
  timestamp: pino.stdTimeFunctions.isoTime,
  formatters: { level: (label) => ({ level: label }) },
  serializers: { error: describeError },
  redact: ["token", "secret", "password", "cookie", "authorization"].flatMap((name) => [
    name,
    `*.${name}`,
  ]),
} satisfies pino.LoggerOptions;

/** One JSON line per event on stdout. */
export const log = pino(options);

/** Only the error's name and code: a message or stack may quote data. */
function describeError(error: unknown): { name: string; code?: string } {
  if (!(error instanceof Error)) return { name: typeof error };
  const code: unknown = "code" in error ? error.code : undefined;
  return { name: error.name, ...(typeof code === "string" && { code }) };
}
