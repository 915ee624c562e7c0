// Runs in the browser test's page.
import { StrictMode } from "react";
import { createRoot, type Root } from "react-dom/client";
import { broadcast } from "./broadcast";
import { PageNotice } from "./page-notice";
import { Pane, type PaneProps } from "./pane";
import { PaneState } from "./pane-state";
import { findController } from "./pane-store";
import { endVendorSessions } from "./vendor-sessions";

let root: Root | undefined;

/** `host`: another one moves the pane to another host node. */
type PaneToMount = Partial<PaneProps> & { dashboard: string; host?: string };

const testPage = {
  mount(panes: PaneToMount[], withNotice = false) {
    root ??= createRoot(document.getElementById("root") as HTMLElement);
    root.render(
      <StrictMode>
        {withNotice && <PageNotice home="/acme" />}
        {panes.map(({ host, ...props }) => (
          <div
            key={host ?? props.dashboard}
            id={props.dashboard}
            style={{ height: 300, display: "flex" }}
          >
            <PaneState tenant="acme" dashboard={props.dashboard} />
            <Pane tenant="acme" title="Sales" vendorLabel="Vendor" {...props} />
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
    return findController(`acme/${dashboard}`)?.dropped;
  },
  reload(dashboard: string) {
    findController(`acme/${dashboard}`)?.reload();
  },
  endVendorSessions,
  broadcast,
};

export type TestPage = typeof testPage;
(globalThis as unknown as { testPage: TestPage }).testPage = testPage;
