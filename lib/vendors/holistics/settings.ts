import { z } from "zod";
import { requiredText, vendorUrl } from "@/lib/vendors/fields";

export const settings = z.strictObject({
  appUrl: vendorUrl.describe("For your region, for example https://us.holistics.io"),
  key: requiredText.describe(
    "The embed's key or code. Each needs a connection of its own, since each has its own secret.",
  ),
  explorePortals: z
    .record(z.string(), requiredText)
    .default({})
    .describe("For viewers who may explore: portal name = name of the same portal with a dataset."),
  attributes: z
    .strictObject({ tenant: requiredText, region: requiredText, team: requiredText })
    .default({ tenant: "tenant", region: "region", team: "team" })
    .describe("User attributes that the portal's permission rules read."),
  rows: z
    .strictObject({
      dataset: requiredText,
      model: requiredText,
      tenant: requiredText,
      region: requiredText,
    })
    .default({ dataset: "sales", model: "orders", tenant: "tenant", region: "region" })
    .describe("Fields that filter the rows of a single dashboard."),
  presentation: z
    .boolean()
    .default(false)
    .meta({ title: "Send theme and locale" })
    .describe("Undocumented: only the sandbox reads them."),
});
export type Settings = z.infer<typeof settings>;

export const mapping = z.strictObject({
  org: z
    .string()
    .regex(/^[A-Za-z0-9_-]{1,64}$/, "only letters, digits, _ and -, at most 64")
    .describe("Holistics keeps saved work under it, as a Git folder. Never change it."),
  tenant: requiredText.describe("The tenant's value in user attributes and rows."),
});
