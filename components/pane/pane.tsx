"use client";
import { useEffect, useRef } from "react";
import { createPortal } from "react-dom";
import { attachPane } from "./pane-store";
import type { PaneComponent } from "./pane-view";
import { isClosed } from "./state-labels";
import { useLazyComponent } from "./use-lazy-component";
import { usePane } from "./use-pane";

export type PaneProps = {
  tenant: string;
  dashboard: string;
  title: string;
  vendorLabel: string;
  /** Opaque id of the viewer the page was rendered for, as in the authority route's answer. */
  viewer?: string;
  /** State from a shared link: `usePane().view.stateQuery`. */
  initialQuery?: string;
  /** Record events for the developer panel. */
  traced?: boolean;
  /** Take the height the page gives. `false`: be as high as the vendor's content. */
  fill?: boolean;
  className?: string;
};

const DEFAULT_HEIGHT_PX = 480;

/** A vendor's dashboard, kept live for as long as it is mounted. */
export function Pane(props: PaneProps) {
  // Nothing of another dashboard or viewer may stay.
  return <PaneFor key={`${props.tenant}/${props.dashboard}/${props.viewer}`} {...props} />;
}

// Loaded once a pane is shown, so that it is there when the connection fails.
const loadOverlay = () => import("./pane-overlay").then((module) => module.PaneOverlay);
const loadComponent = () =>
  import("@/lib/vendors/browser-registry").then((module) => module.VendorComponent);

function PaneFor({
  tenant,
  dashboard,
  title,
  vendorLabel,
  viewer,
  initialQuery,
  ...more
}: PaneProps) {
  const { traced, fill = true, className = "grow" } = more;
  const host = useRef<HTMLDivElement>(null);
  const { view, controller } = usePane(tenant, dashboard);
  const { phase, reason, shownAt, components } = view;
  const isWell = phase === "loading" || phase === "showing" || phase === "renewing";
  const Overlay = useLazyComponent(loadOverlay, !isWell || shownAt !== undefined);

  useEffect(() => {
    if (!host.current) return;
    return attachPane(host.current, { tenant, dashboard, viewer, initialQuery, traced });
  }, [tenant, dashboard, viewer, initialQuery, traced]);

  const height = fill ? undefined : (view.height ?? DEFAULT_HEIGHT_PX);
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
      {(shownAt === undefined || view.hidden || view.resuming) && !isClosed(view) && <Skeleton />}
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
      {Overlay === null && !isWell && (
        <p role="alert" className="absolute inset-x-0 bottom-0 bg-surface p-3">
          {vendorLabel} isn't available right now.{" "}
          <button type="button" className="tap underline" onClick={() => location.reload()}>
            Reload page
          </button>
        </p>
      )}
    </section>
  );
}

function PortalComponent({ node, name, props }: Omit<PaneComponent, "key">) {
  const VendorComponent = useLazyComponent(loadComponent, true);
  return VendorComponent ? createPortal(<VendorComponent {...{ name, props }} />, node) : null;
}

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
