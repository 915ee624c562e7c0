// Decides in what form "who may see what until when" travels inside the sandbox, in no vendor's words.
import { z } from "zod";

export const viewerScope = z.object({
  /** Slug of the only tenant whose rows may be seen; null shows no rows. */
  tenant: z.string().nullable(),
  /** Regions, or "*" for all of them, said explicitly; an empty list shows no rows. */
  regions: z.union([z.literal("*"), z.array(z.string())]),
  /** The person as the token names them; empty where the vendor has no person. */
  viewer: z.string(),
  /** Names of teams as people read them. */
  teams: z.array(z.string()),
  permissions: z.object({ export: z.boolean(), explore: z.boolean(), edit: z.boolean() }),
  /** The one thing this token opens: a later request may not ask for another. */
  dashboard: z.string(),
  /** Seconds since 1970. */
  expiresAt: z.number(),
  locale: z.string(),
  timeZone: z.string(),
});

export type ViewerScope = z.infer<typeof viewerScope>;

export const viewOnly = { export: false, explore: false, edit: false };

/** Finance sees margins. */
export function seesMargin(scope: ViewerScope): boolean {
  return scope.teams.some((team) => team.toLowerCase().endsWith("finance"));
}
