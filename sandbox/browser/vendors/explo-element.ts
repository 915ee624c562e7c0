import { showDashboard } from "../dashboard";
import { createDataClient } from "../data/client";
import { isAcceptableMessage } from "../page/host-channel";
import themeCss from "../theme.css" with { type: "text" };
import { exploDashboard } from "./explo-layout";
import { filtersFromJson, readExploRequest } from "./explo-messages";
import { startExploProtocol } from "./explo-protocol";

// currentScript is only set while the script is evaluated.
const script = document.currentScript;
const scriptUrl = script instanceof HTMLScriptElement ? script.src : window.location.href;
const { origin } = new URL(scriptUrl, window.location.href);

const requestEvents = [
  "updateCustomerJwt",
  "updateExploDashboardVariable",
  "updateExploDashboardVariables",
];

const layout = {
  ...exploDashboard,
  classes: { ...exploDashboard.classes, root: "rounded-control overflow-clip" },
};

class ExploDashboard extends HTMLElement {
  private disconnect: (() => void) | null = null;
  /** Survives a move within the document, which disconnects and connects the element. */
  private renewedJwt: string | null = null;

  connectedCallback(): void {
    const shadow = this.shadowRoot ?? this.attachShadow({ mode: "open" });
    // A constructed style sheet is the only kind that a CSP with nonces allows here.
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(themeCss);
    shadow.adoptedStyleSheets = [sheet];
    const root = document.createElement("div");
    root.dataset.vendor = "explo";
    root.dataset.theme = this.getAttribute("theme") === "dark" ? "dark" : "light";
    shadow.replaceChildren(root);
    this.disconnect = this.connect(root);
  }

  disconnectedCallback(): void {
    this.disconnect?.();
    this.disconnect = null;
    this.shadowRoot?.replaceChildren();
  }

  private connect(root: HTMLElement): () => void {
    const client = createDataClient({
      api: `${origin}/explo/api`,
      token: this.renewedJwt ?? this.getAttribute("dash-jwt") ?? "",
      filters: filtersFromJson(this.getAttribute("variables")),
      isRenewable: true,
    });
    const dashboard = showDashboard({
      root,
      client,
      layout,
      title: this.getAttribute("title") ?? "Sales overview",
      locale: this.getAttribute("locale") ?? "",
      timeZone: this.getAttribute("timezone") ?? "",
      landmark: "section",
    });
    const protocol = startExploProtocol(client, root, "", (name, detail) => {
      window.dispatchEvent(new CustomEvent(name, { detail }));
    });
    const handleEvent = (event: Event) => {
      const { detail } = event as CustomEvent<unknown>;
      const request = isAcceptableMessage(detail) ? readExploRequest(event.type, detail) : null;
      if (request?.kind === "jwt") this.renewedJwt = request.jwt;
      if (request) protocol.handle(request);
    };
    for (const name of requestEvents) window.addEventListener(name, handleEvent);
    return () => {
      for (const name of requestEvents) window.removeEventListener(name, handleEvent);
      protocol.close();
      client.close();
      dashboard.close();
    };
  }
}

if (!customElements.get("explo-dashboard")) {
  customElements.define("explo-dashboard", ExploDashboard);
}
