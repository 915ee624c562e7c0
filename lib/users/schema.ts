import { z } from "zod";
import { checkboxValue } from "@/lib/validation";

export const themes = ["system", "light", "dark"] as const;

/** A BCP 47 tag in its canonical spelling. */
export const localeSchema = z
  .string()
  .max(35)
  .transform((value, context) => {
    try {
      const [locale] = Intl.getCanonicalLocales(value);
      if (locale) return locale;
    } catch {}
    context.addIssue("Choose one of the formats in the list.");
    return z.NEVER;
  });

/** An IANA time zone that the runtime knows. */
export const timeZoneSchema = z
  .string()
  .max(64)
  .transform((value, context) => {
    try {
      return new Intl.DateTimeFormat("en", { timeZone: value }).resolvedOptions().timeZone;
    } catch {
      context.addIssue("Choose one of the time zones in the list.");
      return z.NEVER;
    }
  });

export const accountSchema = z.object({
  theme: z.enum(themes),
  locale: localeSchema,
  timeZone: timeZoneSchema,
  developerPanel: checkboxValue,
});
