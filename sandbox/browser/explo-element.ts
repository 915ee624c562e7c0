// Explo's web component: the dashboard in an open shadow root, fed from the origin its script came from.

import { openFeed } from "./data/feed";
import { exploBoard } from "./doors/explo-board";
import { filtersFromJson, readExploRequest } from "./doors/explo-messages";
import { exploSpeech } from "./doors/explo-speech";
import * as doorSheet from "./explo.css" with { type: "text" };
import { isSmall } from "./page/host";
import * as sharedSheet from "./shared.css" with { type: "text" };

// Only readable while the script is evaluated.
const script = document.currentScript;
const source = script instanceof HTMLScriptElement ? script.src : window.location.href;
const origin = new URL(source, window.location.href).origin;

const requests = [
  "updateCustomerJwt",
  "updateExploDashboardVariable",
  "updateExploDashboardVariables",
];

/** The style sheets as constructed ones: a page's CSP with nonces lets no other styles in. */
function sheets(): CSSStyleSheet[] {
  return [sharedSheet, doorSheet].map((imported) => {
    const { default: text } = imported as unknown as { default: string };
    const sheet = new CSSStyleSheet();
    // Imports are not allowed in constructed sheets; the shared one is already in the list.
    sheet.replaceSync(text.replace(/@import[^;]*;/g, ""));
    return sheet;
  });
}

class ExploDashboard extends HTMLElement {
  private stop: (() => void) | null = null;
  /** The newest token: an element that is moved in its document connects a second time. */
  private jwt: string | null = null;

  connectedCallback(): void {
    const shadow = this.shadowRoot ?? this.attachShadow({ mode: "open" });
    shadow.adoptedStyleSheets = sheets();
    const root = document.createElement("div");
    root.className = "vendor explo element";
    root.dataset.theme = this.getAttribute("theme") === "dark" ? "dark" : "light";
    shadow.replaceChildren(root);
    this.stop = this.open(root);
  }

  disconnectedCallback(): void {
    this.stop?.();
    this.stop = null;
    this.shadowRoot?.replaceChildren();
  }

  private open(root: HTMLElement): () => void {
    const feed = openFeed({
      api: `${origin}/explo/api`,
      bearer: this.jwt ?? this.getAttribute("dash-jwt") ?? "",
      filters: filtersFromJson(this.getAttribute("variables")),
      cookie: false,
      load: null,
      renewable: true,
    });
    const manner = {
      locale: this.getAttribute("locale") ?? "",
      timeZone: this.getAttribute("timezone") ?? "",
    };
    const title = this.getAttribute("title") ?? "Sales overview";
    const closeBoard = exploBoard(root, feed, manner, title, "element");
    const speech = exploSpeech(feed, root, "", (name, detail) => {
      window.dispatchEvent(new CustomEvent(name, { detail }));
    });
    const listen = (event: Event) => {
      const { detail } = event as CustomEvent<unknown>;
      const request = isSmall(detail) ? readExploRequest(event.type, detail) : null;
      if (request?.kind === "jwt") this.jwt = request.jwt;
      if (request) speech.take(request);
    };
    for (const name of requests) window.addEventListener(name, listen);
    return () => {
      for (const name of requests) window.removeEventListener(name, listen);
      speech.close();
      closeBoard();
      feed.close();
    };
  }
}

if (!customElements.get("explo-dashboard"))
  customElements.define("explo-dashboard", ExploDashboard);
