// https://docs.basedash.com/features/embedding
import type { VendorErrorText } from "@/lib/vendors/contract";

export const errors: readonly VendorErrorText[] = [
  {
    text: /missing jwt/i,
    meaning: "The address had no token.",
    fix: "Check proxies and redirects: one of them drops the query.",
  },
  {
    text: /embedding is not enabled/i,
    meaning: "Full embedding is switched off in the organization.",
    fix: "Switch it on in its settings, or with fullEmbedEnabled through the API.",
  },
  {
    text: /not authorized to load from/i,
    meaning: "The host's origin is not among the organization's allowed origins.",
    fix: "Add the host's origin to embedAllowedOrigins, or empty the list to allow any.",
  },
  {
    text: /unable to verify the request origin/i,
    meaning: "The browser sent no Referer, which Basedash checks.",
    fix: "Set the host's Referrer-Policy to strict-origin-when-cross-origin, not no-referrer.",
  },
  {
    text: /organization id in your jwt does not match/i,
    meaning: "No organization has the ID in the token.",
    fix: 'Correct "organization" in the tenant\'s mapping. It begins with org_.',
  },
  {
    text: /jwt token is invalid or has expired/i,
    meaning: "The secret belongs to another organization, or the token has expired.",
    fix: "Enter this organization's own secret for this tenant, and compare the clocks.",
  },
];
