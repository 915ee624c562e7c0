import type { Traced, TraceEntry } from "@/components/pane/trace";

export type Kind = "mint" | "message" | "swap" | "failure";
export type TimelineRow = { readonly kind: Kind; readonly text: string };

function toKindAndText(traced: Traced): readonly [Kind, string] | undefined {
  switch (traced.type) {
    case "mint":
      return ["mint", `Requested token ${traced.mintId}`];
    case "minted":
      return ["mint", `Received token ${traced.mintId}`];
    case "mint_failed":
      return ["failure", `Token ${traced.mintId} failed`];
    case "mint_denied":
      return ["failure", `Refused: ${traced.reason.replaceAll("_", " ")}`];
    case "abort":
      return ["failure", `Aborted token ${traced.mintId}`];
    case "load":
      return ["swap", `Loading token ${traced.mintId} in the background`];
    case "extend_session":
      return ["swap", `Extending the session with token ${traced.mintId}`];
    case "show":
      return ["swap", `Showing token ${traced.mintId}`];
    case "update_token":
      return ["message", `Sent token ${traced.mintId} to the vendor`];
    case "message":
      if (traced.error !== undefined)
        return ["failure", `Vendor error${traced.error && `: ${traced.error}`}`];
      return ["message", `Received ${traced.name}`];
    case "load_failed":
      return ["failure", `Token ${traced.mintId} failed to load`];
    case "discard":
      return ["swap", `Discarded token ${traced.mintId}`];
    case "clear":
      return ["failure", "Removed the dashboard"];
    default:
      return undefined;
  }
}

/** One entry in words; undefined if it isn't worth a row. */
export function toRow({ traced }: TraceEntry): TimelineRow | undefined {
  const row = toKindAndText(traced);
  return row && { kind: row[0], text: row[1] };
}
