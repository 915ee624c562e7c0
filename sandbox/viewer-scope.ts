import { z } from "zod";

/** Who may see what, until when; vendor-neutral. */
export const viewerScopeSchema = z.object({
  /** Slug of the only tenant whose rows may be seen; null shows no rows. */
  tenant: z.string().nullable(),
  /** "*" for all regions; an empty list shows no rows. */
  regions: z.union([z.literal("*"), z.array(z.string())]),
  /** The person as the token names them; empty where the vendor knows no person. */
  viewer: z.string().default(""),
  /** Display names. */
  teams: z.array(z.string()).default([]),
  permissions: z
    .object({ export: z.boolean(), explore: z.boolean(), edit: z.boolean() })
    .default({ export: false, explore: false, edit: false }),
  /** The one dashboard this token opens. */
  dashboard: z.string(),
  /** Seconds since 1970. */
  expiresAt: z.number(),
  locale: z.string().default("en-US"),
  timeZone: z.string().default("UTC"),
});

export type ViewerScope = z.infer<typeof viewerScopeSchema>;

export function createScope(scope: z.input<typeof viewerScopeSchema>): ViewerScope {
  return viewerScopeSchema.parse(scope);
}

/** Only Finance sees margins. */
export function canSeeMargin(scope: ViewerScope): boolean {
  return scope.teams.some((team) => team.toLowerCase().endsWith("finance"));
}

export interface Display {
  theme: "light" | "dark";
  locale: string;
  timeZone: string;
}

/** From untrusted parameters; invalid values become the default. */
export function parseDisplay(given: { [name in keyof Display]?: string | undefined }): Display {
  const locale = given.locale?.replace("_", "-") || "en-US";
  const timeZone = given.timeZone || "UTC";
  return {
    theme: given.theme?.toLowerCase() === "dark" ? "dark" : "light",
    locale: tryOr("en-US", () => Intl.getCanonicalLocales(locale)[0]),
    timeZone: tryOr(
      "UTC",
      () => new Intl.DateTimeFormat("en", { timeZone }).resolvedOptions().timeZone,
    ),
  };
}

function tryOr(fallback: string, parse: () => string | undefined): string {
  try {
    return parse() ?? fallback;
  } catch {
    return fallback;
  }
}
