"use client";
import { Link2 } from "lucide-react";
import { useEffect } from "react";
import { buttonClass } from "@/components/ui/button-class";
import { useToast } from "@/components/ui/toast";
import { copiedMessage, linkQuery } from "./share-link";
import { usePane } from "./use-pane";

type Props = { tenant: string; dashboard: string };

/**
 * Copies a link to the dashboard in its present state. The page's address follows the state, so a reload
 * keeps it; it never holds a token and can only narrow what its reader sees.
 */
export function ShareButton({ tenant, dashboard }: Props) {
  const { view } = usePane(tenant, dashboard);
  const toast = useToast();
  const { stateQuery, shownAt } = view;

  useEffect(() => {
    // Until something is shown, only the address knows the state.
    if (shownAt === undefined) return;
    const { pathname, search, hash } = location;
    const query = linkQuery(stateQuery);
    // `null`: Next keeps its own state beside it.
    if (query !== search) history.replaceState(null, "", pathname + query + hash);
  }, [stateQuery, shownAt]);

  async function copy() {
    try {
      await navigator.clipboard.writeText(
        location.origin + location.pathname + linkQuery(stateQuery),
      );
      toast(copiedMessage(stateQuery));
    } catch {
      toast("Your browser blocked copying. Copy the link from the address bar instead.");
    }
  }

  return (
    <button
      type="button"
      aria-label="Share: copy link to this dashboard"
      title="Share"
      className={buttonClass("ghost")}
      onClick={copy}
    >
      <Link2 aria-hidden="true" className="size-4" />
      <span className="hidden sm:inline">Share</span>
    </button>
  );
}
