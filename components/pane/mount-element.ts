import type { Renewal } from "@/lib/embed/schema";
import { knownNames, readMessage, type VendorMessage } from "./messages";
import type { MountedView } from "./mounted-view";
import { members, type PreservedState } from "./preserved-state";

/** Nodes that hold a vendor's element. */
const mounted = new Set<HTMLElement>();

/** A page holds elements of one pane only: their events on `window` don't name an element. */
export function canMountElement(host: HTMLElement): boolean {
  return [...mounted].every((node) => host.contains(node));
}

/** Loads the vendor's script and appends its element. Rejects if the script doesn't load. */
export async function mountElement(
  view: MountedView,
  preserved: PreservedState,
  onMessage: (message: VendorMessage | undefined) => void,
): Promise<void> {
  const { mint, node, lifetime } = view;
  const { pane, renewal } = mint;
  if (pane.kind !== "element") return;
  const { signal } = lifetime;
  mounted.add(node);
  signal.addEventListener("abort", () => mounted.delete(node), { once: true });
  for (const name of knownNames(renewal)) {
    const listener = (event: Event) => {
      const { renewal } = view.mint;
      const data = { [renewal.named ?? "event"]: name, detail: (event as CustomEvent).detail };
      onMessage(readMessage(data, renewal));
    };
    addEventListener(name, listener, { signal });
  }
  await loadScript(pane.script, pane.tag, signal);
  if (signal.aborted) return;
  const element = document.createElement(pane.tag);
  const state = renewal.carriesInto ? toJson(preserved) : "";
  if (renewal.carriesInto && state) element.setAttribute(renewal.carriesInto, state);
  for (const [name, value] of Object.entries(pane.attributes)) element.setAttribute(name, value);
  element.title = pane.title;
  node.append(element);
}

export function updateElementToken({ answers, named = "event" }: Renewal): void {
  if (answers) dispatchEvent(new CustomEvent(String(answers[named]), { detail: answers.detail }));
}

/** The map of filters as a JSON object for an element's attribute; "" if there are none. */
export function toJson(preserved: PreservedState): string {
  const pairs = members(preserved["*"]).flatMap(([name, text]) => {
    try {
      return [[name, JSON.parse(String(text))] as const];
    } catch {
      return [];
    }
  });
  return pairs.length > 0 ? JSON.stringify(Object.fromEntries(pairs)) : "";
}

let abortedLoads = 0;

/** Resolves once the script has defined the element. */
async function loadScript(src: string, tag: string, signal: AbortSignal): Promise<void> {
  if (customElements.get(tag)) return;
  const script = document.createElement("script");
  // While a browser waits for an address, every later load of that address waits too.
  script.src =
    abortedLoads === 0 ? src : `${src}${src.includes("?") ? "&" : "?"}try=${abortedLoads}`;
  script.async = true;
  // The CSP trusts the page's nonce. Only the property reveals it, not the attribute.
  script.nonce = document.querySelector<HTMLScriptElement>("script[nonce]")?.nonce ?? "";
  const onAbort = () => {
    script.remove();
    abortedLoads += 1;
  };
  signal.addEventListener("abort", onAbort, { once: true });
  const failed = new Promise<never>((_, reject) => {
    script.onerror = () => {
      script.remove();
      reject(new Error("the vendor's script didn't load"));
    };
  });
  document.head.append(script);
  await Promise.race([customElements.whenDefined(tag), failed]).finally(() =>
    signal.removeEventListener("abort", onAbort),
  );
}
