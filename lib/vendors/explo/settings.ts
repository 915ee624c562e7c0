import { z } from "zod";
import { requiredText, vendorUrl } from "@/lib/vendors/fields";

export const settings = z.strictObject({
  appUrl: vendorUrl.describe("Usually https://app.explo.co"),
  scriptUrl: vendorUrl.describe("The web component, usually https://embed.explo.co/bundle.js"),
  apiUrls: z
    .array(vendorUrl)
    .default([])
    .describe("Addresses that the web component fetches from, besides the script's own origin."),
  environment: requiredText
    .optional()
    .describe("For example, production. Empty: the newest saved version."),
  bindOrigin: z
    .boolean()
    .default(true)
    .meta({ title: "Bind tokens to this host" })
    .describe("Explo accepts them only from this host's origin."),
  presentation: z
    .boolean()
    .default(false)
    .meta({ title: "Send theme and time zone" })
    .describe("Undocumented: only the sandbox reads them."),
  mint: z
    .enum(["self", "api"])
    .default("self")
    .meta({ title: "Tokens are made by" })
    .describe("self: this host encrypts them. api: Explo makes each one, using an API token."),
  apiUrl: vendorUrl.optional().describe("For tokens that Explo makes. Empty: https://api.explo.co"),
});
export type Settings = z.infer<typeof settings>;

export const mapping = z.strictObject({
  customer: requiredText.describe("The customer's provided id at Explo."),
});
