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
