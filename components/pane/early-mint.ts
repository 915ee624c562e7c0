import { mintPath } from "./mint";

/** What the page's first script started before the pane's code was there. */
export type EarlyMint = {
  readonly mono: number;
  readonly wall: number;
  readonly response: Promise<Response>;
  /** Set when the pane takes over: the script starts nothing more. */
  taken?: boolean;
  /** The response's frame, already loading in the pane's host, out of sight. */
  frame?: HTMLIFrameElement;
  loaded?: boolean;
  /** Messages from anyone, and CSP violations, since the frame was added. */
  readonly events: (MessageEvent | SecurityPolicyViolationEvent)[];
  readonly stopListening: () => void;
};

const MAX_AGE_MS = 15_000;

/**
 * JavaScript for an inline script with the page's nonce: sends the first mint and starts its frame in the
 * server-rendered pane, out of sight, for the pane to take over. Sends nothing from a hidden page. Leaves
 * the frame to the pane for elements, components, vendor sessions, our own origin, and links with state.
 */
export function earlyMintScript(tenant: string, dashboard: string): string {
  const key = toScriptString(`${tenant}/${dashboard}`);
  const url = toScriptString(mintPath(tenant, dashboard));
  // Without angle brackets, so nothing here can end the script element.
  return (
    `(function(){if(document.prerendering||document.visibilityState!=="visible")return;` +
    `var r=fetch(${url},{method:"POST",cache:"no-store",redirect:"error"}),q=[],` +
    `v="securitypolicyviolation",l=function(e){q.push(e)},` +
    `w={mono:performance.now(),wall:Date.now(),response:r,events:q,` +
    `stopListening:function(){removeEventListener("message",l);removeEventListener(v,l)}};` +
    `(window.__panes=window.__panes||{})[${key}]=w;` +
    `r.then(function(r){return r.ok?r.clone().json():0}).then(function(m){` +
    `var p=m&&m.pane,o=document.querySelector("[data-pane-host]");` +
    `if(w.taken||!o||!p||p.kind!=="frame"||m.renewal.mode==="session"||location.search)return;` +
    `var u=new URL(p.src);if(u.origin===location.origin||u.protocol.slice(0,4)!=="http")return;` +
    `var f=document.createElement("iframe");` +
    `f.setAttribute("sandbox",p.sandbox);f.allow=p.allow;f.title=p.title;` +
    `f.referrerPolicy="strict-origin-when-cross-origin";f.inert=true;` +
    `f.style.cssText="position:absolute;inset:0;width:100%;height:100%;border:0;opacity:0";` +
    `f.onload=function(){w.loaded=true};` +
    `addEventListener("message",l);addEventListener(v,l);w.frame=f;f.src=p.src;o.append(f)` +
    `}).catch(function(){})})()`
  );
}

/** Takes what was started early for this pane, once. */
export function takeEarlyMint(id: string, host: HTMLElement): EarlyMint | undefined {
  const waiting = (globalThis as { __panes?: Record<string, EarlyMint> }).__panes;
  const early = waiting?.[id];
  if (!waiting || !early) return undefined;
  delete waiting[id];
  early.taken = true;
  const { frame } = early;
  if (Date.now() - early.wall < MAX_AGE_MS && (!frame || frame.parentNode === host)) return early;
  // A frame in another host has spent its token.
  early.stopListening();
  frame?.remove();
  return undefined;
}

function toScriptString(text: string): string {
  return JSON.stringify(text).replace(
    /[<>&\u2028\u2029]/g,
    (c) => `\\u${c.charCodeAt(0).toString(16).padStart(4, "0")}`,
  );
}
