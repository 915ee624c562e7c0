"use client";
import type { Pane } from "@/lib/embed/schema";
import { findComponent } from "@/lib/vendors/browser-registry";

const room = "h-[36rem] w-full overflow-hidden rounded-lg border border-line bg-surface";

/** The pane with this one token: loaded once, never renewed. */
export function Preview({ pane }: { pane: Pane }) {
  if (pane.kind === "element") {
    return (
      <p className="text-muted">
        This kind runs the vendor’s script inside the page. It is not loaded beside an operator’s
        tools: sign in as somebody who may open it, or paste the code into a page of its own.
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
        className={room}
      />
    );
  }
  const Component = findComponent(pane.name);
  if (!Component) return <p className="text-muted">This host has no component {pane.name}.</p>;
  return (
    <div className={room}>
      <Component {...pane.props} />
    </div>
  );
}
