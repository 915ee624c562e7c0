"use client";
import type { Pane } from "@/lib/embed/schema";
import { findComponent } from "@/lib/vendors/browser-registry";

const frameClass = "h-[36rem] w-full overflow-hidden rounded-lg border border-line bg-surface";

/** The pane with this one token, without renewal. */
export function PanePreview({ pane }: { pane: Pane }) {
  if (pane.kind === "element") {
    return (
      <p className="text-muted">
        This dashboard runs the vendor’s script in the page, so it can’t be previewed here. Sign in
        as someone who can open it, or paste the code into a page of your own.
      </p>
    );
  }
  if (pane.kind === "frame") {
    return (
      <iframe
        data-testid="preview"
        src={pane.src}
        sandbox={pane.sandbox}
        allow={pane.allow}
        title={pane.title}
        referrerPolicy="strict-origin-when-cross-origin"
        className={frameClass}
      />
    );
  }
  const Component = findComponent(pane.name);
  if (!Component) return <p className="text-muted">The component {pane.name} isn’t installed.</p>;
  return (
    <div className={frameClass}>
      <Component {...pane.props} />
    </div>
  );
}
