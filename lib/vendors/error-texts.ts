// What vendors' own error texts mean and how to mend it: the words a frame shows, out of their documentation.

export type Explained = { meaning: string; mend: string };
type Entry = Explained & { text: RegExp };

const times = "Check that the clocks agree, and that the connection's token life is not too short.";

/** Sigma: help.sigmacomputing.com/docs/common-embed-error-codes-and-messages. Basedash: its embedding page. */
const texts: Record<string, readonly Entry[]> = {
  sigma: [
    {
      text: /\bEPERM\b/,
      meaning: "The person does not exist there, and user creation is switched off.",
      mend: "Set `provision` of the connection to `first`, or let Sigma create embed users.",
    },
    {
      text: /\bESTALE\b/,
      meaning: "The content was archived or deleted.",
      mend: "Restore it, or enter another reference at the dashboard.",
    },
    {
      text: /\bENOENT\b/,
      meaning: "There is no such workbook, or the person was deactivated there.",
      mend: "Check the dashboard's reference, and the member in Sigma's administration.",
    },
    {
      text: /\bEACCES\b/,
      meaning:
        "The content is not shared with the person's team, or their account type lacks the permission.",
      mend: "Share the workbook with the team that the mapping names; check the account types.",
    },
    {
      text: /\bEEXIST\b/,
      meaning: "Something of this name exists already.",
      mend: "Use another name, or open the one that is there.",
    },
    {
      text: /specified teams? .*(?:do|does) not exist/i,
      meaning: "A team that the token names does not exist.",
      mend: "Create the team at Sigma, or correct the mapping.",
    },
    {
      text: /invalid embed signature|invalid kid/i,
      meaning: "The key is unknown, was regenerated, or has no embed privilege.",
      mend: "Enter the credential that Sigma shows now; its kid is the client id.",
    },
    {
      text: /embed is expired|exp cannot be in the past|session expired/i,
      meaning: "The token's time is over.",
      mend: times,
    },
    {
      text: /\bEINVAL\b/,
      meaning:
        "A parameter or the URL is wrong, a team or attribute does not exist, or the token does not hold.",
      mend: "Check secret and client id, the names of teams and attributes, and the clocks.",
    },
    {
      text: /\bETIMEDOUT\b|\bNETWORK\b/,
      meaning: "Sigma did not reach its own data in time.",
      mend: "Try again; if it stays, look at the data connection at Sigma.",
    },
  ],
  basedash: [
    {
      text: /missing jwt/i,
      meaning: "The address carried no token.",
      mend: "Something before the vendor drops the query: look at proxies and redirects.",
    },
    {
      text: /embedding is not enabled/i,
      meaning: "Full embedding is switched off in the organization.",
      mend: "Switch it on: PATCH organizations/:id with fullEmbedEnabled, or in its settings.",
    },
    {
      text: /not authorized to load from/i,
      meaning: "The host's origin is not among the organization's allowed origins.",
      mend: "Add the host's origin to embedAllowedOrigins, or empty the list to allow any.",
    },
    {
      text: /unable to verify the request origin/i,
      meaning: "The browser sent no Referer, by which the vendor knows the page that embeds it.",
      mend: "Let the host's Referrer-Policy be strict-origin-when-cross-origin, not no-referrer.",
    },
    {
      text: /organization id in your jwt does not match/i,
      meaning: "No organization has the id that the token names.",
      mend: "Correct `organization` in the tenant's mapping; it begins with org_.",
    },
    {
      text: /jwt token is invalid or has expired/i,
      meaning: "The secret is not this organization's, or the token's time is over.",
      mend: `Enter the organization's own secret, for this tenant. ${times}`,
    },
  ],
};

/** What a text of this vendor's means; null: its documentation does not show it. */
export function explainText(vendor: string, text: string): Explained | null {
  const found = (texts[vendor] ?? []).find((entry) => entry.text.test(text));
  return found ? { meaning: found.meaning, mend: found.mend } : null;
}

/** Everything that is explained, for a page that lists it. */
export const listTexts = (vendor: string): readonly Entry[] => texts[vendor] ?? [];
