import type { AccessStep } from "@/lib/access/preview-access";
import type { DecodedToken } from "@/lib/embed/decrypt-claims";
import type { PlaygroundPreview } from "@/lib/embed/preview-embed";
import type { Pane } from "@/lib/embed/schema";
import { TokenError } from "@/lib/embed/token";
import { NotConfigured } from "@/lib/vendors/contract";
import { VendorFailure } from "@/lib/vendors/vendor-error";
import { createSnippets, type Snippet } from "./snippets";

export type Step = { passed: boolean; text: string };

export type PlaygroundResult = {
  name: string;
  allowed: boolean;
  steps: Step[];
  /** Null when access was refused or no token could be created. */
  token: (DecodedToken & { text: string; seconds: number; createdBy: "host" | "vendor" }) | null;
  pane: Pane | null;
  snippets: Snippet[];
};

/** What the page shows of a preview. */
export function describePreview(preview: PlaygroundPreview): PlaygroundResult {
  const { user, access, embed, decoded, failure } = preview;
  const steps = preview.steps.map(describeStep);
  if (access.outcome === "allowed") {
    steps.push({
      passed: embed !== null,
      text: embed ? "The token has all the claims the vendor needs." : describeFailure(failure),
    });
  }
  if (!embed || !decoded) {
    return { name: user.name, allowed: false, steps, token: null, pane: null, snippets: [] };
  }
  const { mint, token, createdBy } = embed;
  return {
    name: user.name,
    allowed: true,
    steps,
    token: { ...decoded, text: token, seconds: mint.expiresIn, createdBy },
    pane: mint.pane,
    snippets: createSnippets({ pane: mint.pane, token, id: mint.id, ...decoded }),
  };
}

function describeStep(step: AccessStep): Step {
  const { passed } = step;
  if (step.step !== "grant") return { passed, text: texts[step.step][passed ? 0 : 1] };
  if (!passed) return { passed, text: "Not shared with the tenant or any of their teams." };
  const grants = step.grants.map(
    ({ team, capabilities }) =>
      `${team ? `team ${team}` : "the whole tenant"} (${capabilities.join(", ")})`,
  );
  const granted = step.grants.flatMap(({ capabilities }) => capabilities);
  const included = step.capabilities.filter((capability) => !granted.includes(capability));
  const note = included.length > 0 ? ` The vendor includes ${included.join(" and ")}.` : "";
  return { passed, text: `Shared with ${grants.join(" and ")}.${note}` };
}

/** When passed, and when not. */
const texts = {
  account: ["The account is active.", "The account is suspended."],
  membership: [
    "They are a member of this tenant.",
    "Not an active member of this tenant: they don't belong to it, or they or the tenant are suspended.",
  ],
  connection: ["The connection is enabled.", "The connection is disabled."],
} as const;

/** Other errors may contain data, so their messages are not shown. */
function describeFailure(failure: unknown): string {
  const isSafe =
    failure instanceof NotConfigured ||
    failure instanceof TokenError ||
    failure instanceof VendorFailure;
  return isSafe
    ? failure.message
    : "No token could be created. Run the doctor to check the connection's credential.";
}
