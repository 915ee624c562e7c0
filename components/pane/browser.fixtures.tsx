// The page of the browser test: panes under Strict Mode, mounted and taken off by the test.
import { StrictMode } from "react";
import { createRoot, type Root } from "react-dom/client";
import { PageNotice } from "./page-notice";
import { announce } from "./page-watch";
import { Pane, type PaneProps } from "./pane";
import { PaneState } from "./pane-state";
import { controllerOf } from "./pane-store";
import { endVendorSessions } from "./vendor-sessions";

let root: Root | undefined;

/** `place`: another one is another host for the same pane. */
type Wish = Partial<PaneProps> & { dashboard: string; place?: string };

const bench = {
  mount(panes: Wish[], notice = false) {
    root ??= createRoot(document.getElementById("root") as HTMLElement);
    root.render(
      <StrictMode>
        {notice && <PageNotice home="/acme" />}
        {panes.map(({ place, ...wish }) => (
          <div
            key={place ?? wish.dashboard}
            id={wish.dashboard}
            style={{ height: 300, display: "flex" }}
          >
            <PaneState tenant="acme" dashboard={wish.dashboard} />
            <Pane tenant="acme" title="Sales" vendorLabel="Vendor" {...wish} />
          </div>
        ))}
      </StrictMode>,
    );
  },
  unmount() {
    root?.unmount();
    root = undefined;
  },
  dropped(dashboard: string) {
    return controllerOf(`acme/${dashboard}`)?.dropped;
  },
  reload(dashboard: string) {
    controllerOf(`acme/${dashboard}`)?.reload();
  },
  endVendorSessions,
  announce,
};

export type Bench = typeof bench;
(globalThis as unknown as { bench: Bench }).bench = bench;
