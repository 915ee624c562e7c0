import { z } from "zod";
import { requiredText, vendorUrl } from "@/lib/vendors/fields";

export const settings = z.strictObject({
  appUrl: vendorUrl.describe("Usually https://app.sigmacomputing.com"),
  organization: requiredText.describe(
    "The organization's slug, the first part of every workbook's address.",
  ),
  accountTypes: z
    .strictObject({
      view: requiredText,
      export: requiredText,
      explore: requiredText,
      edit: requiredText,
    })
    .describe("Names of account types at Sigma. Each must permit what those before it do."),
  tenantAttribute: requiredText.default("tenant").describe("User attribute for the tenant."),
  regionAttribute: requiredText.default("region").describe("User attribute for the region."),
  allRegions: requiredText
    .default("All")
    .describe("Value of the region attribute that means every region."),
  menuPosition: z.enum(["top", "bottom", "none"]).default("bottom"),
  provision: z
    .enum(["auto", "first"])
    .default("auto")
    .meta({ title: "User creation" })
    .describe("auto: Sigma creates users. first: this host creates them through Sigma's API."),
  apiUrl: vendorUrl
    .optional()
    .describe(
      "For example, https://aws-api.sigmacomputing.com. For user creation and loading workbooks.",
    ),
});
export type Settings = z.infer<typeof settings>;

export const mapping = z.strictObject({
  team: requiredText.describe("The tenant's team."),
  tenant: requiredText.describe("The tenant's value of the tenant attribute."),
  internal: z
    .literal("true")
    .optional()
    .meta({ title: "Internal users" })
    .describe("Members sign in to Sigma with their own email address."),
});

export const teamMapping = z.strictObject({
  team: requiredText.describe("The team's name at Sigma."),
});
