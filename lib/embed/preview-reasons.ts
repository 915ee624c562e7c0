// Decides in which words a look is explained: every step the decision took, and how it went.
import type { Look } from "@/lib/access/preview-access";

export type Reason = { holds: boolean; sentence: string };

/** The steps in the decision's order, up to the first that does not hold. */
export function reasonsOf(
  { steps, verdict }: Pick<Look, "steps" | "verdict">,
  failure: string | null = null,
): Reason[] {
  const grants = steps.grants.map(
    ({ team, capabilities }) =>
      `${team ? `team ${team}` : "the whole tenant"} (${capabilities.join(", ")})`,
  );
  const all: Reason[] = [
    said(steps.person, "The account is not suspended.", "The account is suspended, or gone."),
    said(
      steps.place,
      "They are a member of this tenant.",
      "They have no living membership here: none, suspended, or the whole tenant is.",
    ),
    said(steps.board, "The dashboard exists.", "There is no such dashboard."),
    said(
      steps.grants.length > 0,
      `It is granted through ${grants.join(" and ")}.`,
      "Nobody has granted it to them: neither to the whole tenant nor to a team of theirs.",
    ),
    said(steps.enabled, "Its connection is enabled.", "Its connection is disabled."),
    said(
      steps.mapping,
      "The tenant has a name at the vendor.",
      "The tenant has no mapping for this connection.",
    ),
    said(
      steps.credential,
      "An active key fits.",
      "No active key of this connection fits this tenant.",
    ),
    said(
      verdict === "allowed" && failure === null,
      "The vendor's words for it are complete.",
      failure ?? "The token could not be made.",
    ),
  ];
  const first = all.findIndex(({ holds }) => !holds);
  return first < 0 ? all : all.slice(0, first + 1);
}

const said = (holds: boolean, yes: string, no: string): Reason => ({
  holds,
  sentence: holds ? yes : no,
});
