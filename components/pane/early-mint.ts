// Decides how a pane's first token, and its first frame, can be asked for before the page's scripts run.

/** What the page's first script has begun. */
export type Early = {
  readonly mono: number;
  readonly wall: number;
  readonly answer: Promise<Response>;
  /** Set when the pane takes over: nothing more is begun for it. */
  taken?: boolean;
  /** The frame of that answer, already loading in its pane, unseen; and whether it has loaded. */
  frame?: HTMLIFrameElement;
  loaded?: boolean;
  /** Messages since then, from whomever, and what this page's own policy refused. */
  readonly heard: (MessageEvent | SecurityPolicyViolationEvent)[];
  /** Stops the listening. */
  readonly deaf: () => void;
};

/** Older answers have been waiting for a pane that never came. */
const STALE = 15_000;

/** Where a pane's tokens come from. */
export function mintPath(tenant: string, dashboard: string): string {
  const [t, d] = [encodeURIComponent(tenant), encodeURIComponent(dashboard)];
  return `/api/tenants/${t}/dashboards/${d}/embed`;
}

/**
 * JavaScript for an inline script with the page's nonce: sends the first mint, puts its frame into the
 * pane that the server has drawn, unseen, and leaves both for the pane. Sends nothing from a page that
 * nobody sees yet. Without a frame it leaves the answer only: for elements, components and vendor
 * sessions, for addresses of our own, and where a link's state has to go into the frame's address.
 */
export function earlyMintScript(tenant: string, dashboard: string): string {
  const key = safe(`${tenant}/${dashboard}`);
  const url = safe(mintPath(tenant, dashboard));
  // Without a single angle bracket: nothing here can end the script element.
  return (
    `(function(){if(document.prerendering||document.visibilityState!=="visible")return;` +
    `var a=fetch(${url},{method:"POST",cache:"no-store",redirect:"error"}),h=[],` +
    `v="securitypolicyviolation",l=function(e){h.push(e)},` +
    `w={mono:performance.now(),wall:Date.now(),answer:a,heard:h,` +
    `deaf:function(){removeEventListener("message",l);removeEventListener(v,l)}};` +
    `(window.__panes=window.__panes||{})[${key}]=w;` +
    `a.then(function(r){return r.ok?r.clone().json():0}).then(function(m){` +
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

/** What was begun early for this pane, once. Its frame counts only where the pane is. */
export function takeEarly(pane: string, host: HTMLElement): Early | undefined {
  const waiting = (globalThis as { __panes?: Record<string, Early> }).__panes;
  const early = waiting?.[pane];
  if (!waiting || !early) return undefined;
  delete waiting[pane];
  early.taken = true;
  const { frame } = early;
  const fresh = Date.now() - early.wall < STALE && (!frame || frame.parentNode === host);
  if (fresh) return early;
  // A token that was spent elsewhere is not spent again.
  early.deaf();
  frame?.remove();
  return undefined;
}

/** A string as JavaScript that may stand inside a script element. */
function safe(text: string): string {
  return JSON.stringify(text).replace(
    /[<>&\u2028\u2029]/g,
    (c) => `\\u${c.charCodeAt(0).toString(16).padStart(4, "0")}`,
  );
}
