import { z } from "zod";
import { requiredText, vendorUrl } from "@/lib/vendors/fields";

export const settings = z.strictObject({
  appUrl: vendorUrl.describe("Where its canvases are served."),
  appId: requiredText.describe("The application ID from Scoop. Every token names it."),
});
export type Settings = z.infer<typeof settings>;

export const mapping = z.strictObject({
  workspace: requiredText.describe("The workspace's ID, for example W517."),
  inbox: requiredText
    .optional()
    .describe("A dataset inside it, where the whole workspace would show too much."),
});
