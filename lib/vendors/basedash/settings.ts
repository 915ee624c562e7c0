import { z } from "zod";
import { requiredText, vendorUrl } from "@/lib/vendors/fields";

/** What `hide` and the URL parameters `hide_…` name. */
export const parts = [
  "org_name",
  "chat",
  "dashboards",
  "insights",
  "automations",
  "models",
  "suggested_prompts",
  "sidebar",
] as const;

export const settings = z.strictObject({
  appUrl: vendorUrl.describe("Usually https://charts.basedash.com"), // one page has app.basedash.com
  sessionSeconds: z
    .number()
    .int()
    .min(60)
    .describe("Life of a Basedash session, in seconds. Not documented: ask Basedash."),
  hide: z
    .array(z.enum(parts))
    .default(["org_name"])
    .describe("Cosmetic only: viewers can show them again."),
  regionParam: requiredText
    .default("region")
    .describe("Variable of shared dashboards for the region."),
  allRegions: requiredText
    .default("All")
    .describe("Value of that variable that means every region."),
  presentation: z
    .boolean()
    .default(false)
    .meta({ title: "Send theme and locale" })
    .describe("For shared dashboards. Undocumented: only the sandbox reads them."),
});
export type Settings = z.infer<typeof settings>;

export const mapping = z
  .object({
    organization: requiredText.describe(
      "The tenant's organization ID, which is also the key ID of its key.",
    ),
  })
  .catchall(z.string().regex(/^[A-Za-z0-9_-]+$/, "only letters, digits, _ and -"))
  .describe("IDs that differ in this organization: ref:<dashboard's ref> = ID.");
