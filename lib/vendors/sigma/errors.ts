// https://help.sigmacomputing.com/docs/common-embed-error-codes-and-messages
import type { VendorErrorText } from "@/lib/vendors/contract";

/** The first match counts: EINVAL is also the code of more specific texts. */
export const errors: readonly VendorErrorText[] = [
  {
    text: /\bEPERM\b/,
    meaning: "The user doesn't exist at Sigma, and user creation is switched off there.",
    fix: 'Set the connection\'s "provision" to "first", or let Sigma create embed users.',
  },
  {
    text: /\bESTALE\b/,
    meaning: "The content was archived or deleted.",
    fix: "Restore it, or change the dashboard's reference.",
  },
  {
    text: /\bENOENT\b/,
    meaning: "The workbook doesn't exist, or the user was deactivated.",
    fix: "Check the dashboard's reference, and the member in Sigma's administration.",
  },
  {
    text: /\bEACCES\b/,
    meaning:
      "The content is not shared with the user's team, or the account type lacks permission.",
    fix: "Share the workbook with the team in the mapping, and check the account types.",
  },
  {
    text: /\bEEXIST\b/,
    meaning: "Something with this name already exists.",
    fix: "Use another name, or open the existing one.",
  },
  {
    text: /specified teams? .*(?:do|does) not exist/i,
    meaning: "A team in the token doesn't exist at Sigma.",
    fix: "Create the team at Sigma, or correct the mapping.",
  },
  {
    text: /invalid embed signature|invalid kid/i,
    meaning: "The key is unknown, was regenerated, or has no embed privilege.",
    fix: "Enter the current credential from Sigma. Its key ID is the client ID.",
  },
  {
    text: /embed is expired|exp cannot be in the past|session expired/i,
    meaning: "The token has expired.",
    fix: "Compare the clocks, and check that the connection's token life is not too short.",
  },
  {
    text: /\bEINVAL\b/,
    meaning:
      "A parameter or the URL is wrong, a team or attribute doesn't exist, or the token is invalid.",
    fix: "Check the secret and client ID, the team and attribute names, and the clocks.",
  },
  {
    text: /\bETIMEDOUT\b|\bNETWORK\b/,
    meaning: "Sigma's data source didn't respond in time.",
    fix: "Try again. If it persists, check the data connection at Sigma.",
  },
];
