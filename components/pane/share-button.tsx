"use client";
import { Link2 } from "lucide-react";
import { useEffect } from "react";
import { buttonClass } from "@/components/ui/button-class";
import { useToast } from "@/components/ui/toast";
import { copiedWords, linkQuery } from "./share-link";
import { usePane } from "./use-pane";

type Props = { tenant: string; dashboard: string };

/**
 * Copies the address of this page with the dashboard's state in it. The page's own address follows the
 * state, so that a reload keeps it; it never holds a token, and can only narrow what its reader may see.
 */
export function ShareButton({ tenant, dashboard }: Props) {
  const { view } = usePane(tenant, dashboard);
  const toast = useToast();
  const { carried, since } = view;

  useEffect(() => {
    // Before anything is shown the address is the only one that knows the state.
    if (since === undefined) return;
    const { pathname, search, hash } = location;
    const query = linkQuery(carried);
    // Quietly: no entry in the history. `null`: Next keeps its own state beside it.
    if (query !== search) history.replaceState(null, "", pathname + query + hash);
  }, [carried, since]);

  async function copy() {
    try {
      await navigator.clipboard.writeText(location.origin + location.pathname + linkQuery(carried));
      toast(copiedWords(carried));
    } catch {
      toast("This browser does not let us copy. The address bar holds the same link.");
    }
  }

  return (
    <button
      type="button"
      aria-label="Share: copy a link to this dashboard as it is now"
      title="Share"
      className={buttonClass("ghost")}
      onClick={copy}
    >
      <Link2 aria-hidden="true" className="size-4" />
      <span className="hidden sm:inline">Share</span>
    </button>
  );
}
