"use client";
import { useEffect, useRef } from "react";
import { createPortal } from "react-dom";
import { holdPane } from "./pane-store";
import { isClosed } from "./state-labels";
import { useLater } from "./use-later";
import { usePane } from "./use-pane";
import type { PaneComponent } from "./view";

export type PaneProps = {
  tenant: string;
  dashboard: string;
  title: string;
  vendorLabel: string;
  /** Opaque id of the person the page was made for, as the authority route spells it. */
  viewer?: string;
  /** State from a shared link: what `usePane().view.carried` gave. */
  carry?: string;
  /** Keep what happens, for the developer panel. */
  traced?: boolean;
  /** The page gives the pane its room. `false`: the pane is as high as the vendor says. */
  fill?: boolean;
  className?: string;
};

/** A vendor's dashboard that stays alive. */
export function Pane(props: PaneProps) {
  // Another dashboard, or another person, is another pane: nothing of the one before may stay.
  return <OnePane key={`${props.tenant}/${props.dashboard}/${props.viewer}`} {...props} />;
}

const loadOverlay = () => import("./pane-overlay").then((part) => part.PaneOverlay);
const loadComponent = () =>
  import("@/lib/vendors/browser-registry").then((part) => part.VendorComponent);

function OnePane({ tenant, dashboard, title, vendorLabel, viewer, carry, ...more }: PaneProps) {
  const { traced, fill = true, className = "grow" } = more;
  const host = useRef<HTMLDivElement>(null);
  const { view, controller } = usePane(tenant, dashboard);
  const { phase, reason, since, components } = view;
  const calm = phase === "loading" || phase === "showing" || phase === "renewing";
  const Overlay = useLater(loadOverlay, !calm || since !== undefined);

  useEffect(() => {
    if (host.current) return holdPane(host.current, { tenant, dashboard, viewer, carry, traced });
  }, [tenant, dashboard, viewer, carry, traced]);

  const height = fill ? undefined : (view.height ?? 480);
  const retry = () => controller()?.retry();
  return (
    <section
      aria-label={title}
      aria-busy={phase === "loading"}
      data-testid="pane"
      data-state={phase}
      data-reason={reason}
      className={`relative min-h-0 overflow-hidden bg-surface ${className}`}
      style={height === undefined ? undefined : { height }}
    >
      {(since === undefined || view.veiled || view.waking) && !isClosed(view) && <Skeleton />}
      <div
        ref={host}
        data-pane-host
        className="absolute inset-0"
        // Not React's: the page's first script may have put a frame here, and the controller will.
        suppressHydrationWarning
        // biome-ignore lint/security/noDangerouslySetInnerHtml: empty, so that React leaves it alone
        dangerouslySetInnerHTML={{ __html: "" }}
      />
      {components.map(({ key, ...component }) => (
        <PortalComponent key={key} {...component} />
      ))}
      {Overlay && <Overlay {...{ view, vendorLabel, retry }} home={`/${tenant}`} />}
      {Overlay === null && !calm && (
        <p role="alert" className="absolute inset-x-0 bottom-0 bg-surface p-3">
          {vendorLabel} is not available right now.{" "}
          <button type="button" className="tap underline" onClick={() => location.reload()}>
            Load the page again
          </button>
        </p>
      )}
    </section>
  );
}

function PortalComponent({ node, name, props }: Omit<PaneComponent, "key">) {
  const VendorComponent = useLater(loadComponent, true);
  return VendorComponent ? createPortal(<VendorComponent {...{ name, props }} />, node) : null;
}

/** A thin bar over the outline of a dashboard. */
function Skeleton() {
  return (
    <div aria-hidden="true" className="absolute inset-0 flex flex-col gap-3 p-4">
      <div className="absolute inset-x-0 top-0 h-0.5 animate-pulse bg-accent" />
      <div className="flex gap-3">
        {["a", "b", "c"].map((each) => (
          <div key={each} className="h-16 flex-1 rounded-lg bg-wash" />
        ))}
      </div>
      <div className="min-h-0 flex-1 rounded-lg bg-wash" />
    </div>
  );
}
