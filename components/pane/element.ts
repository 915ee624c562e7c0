// Owns a vendor's element on the page: its script, its place and its events. Loaded where there is one.
import type { Renewal } from "@/lib/embed/schema";
import { type Heard, knownNames, readMessage } from "./messages";
import type { Surface } from "./mounted-view";
import { type Carried, members } from "./preserved-state";

/** Loads the vendor's script, unless it is here, and puts the element in place. Rejects when it cannot. */
export async function fillElement(
  { mint: { pane, renewal }, node, life }: Surface,
  carried: Carried,
): Promise<void> {
  if (pane.kind !== "element") return;
  await loadScript(pane.script, pane.tag, life.signal);
  if (life.signal.aborted) return;
  const element = document.createElement(pane.tag);
  const state = renewal.carriesInto ? carriedJson(carried) : "";
  if (renewal.carriesInto && state) element.setAttribute(renewal.carriesInto, state);
  for (const [name, value] of Object.entries(pane.attributes)) element.setAttribute(name, value);
  element.title = pane.title;
  node.append(element);
}

/** Hears the element's events, as long as its surface lives; they come on `window` and name no element. */
export function hearElement(surface: Surface, hear: (heard: Heard | undefined) => void): void {
  for (const name of knownNames(surface.mint.renewal)) {
    const listen = (event: Event) => {
      const { renewal } = surface.mint;
      const data = { [renewal.named ?? "event"]: name, detail: (event as CustomEvent).detail };
      hear(readMessage(data, renewal));
    };
    addEventListener(name, listen, { signal: surface.life.signal });
  }
}

/** Hands the element a new token. */
export function giveElement({ answers, named = "event" }: Renewal): void {
  if (answers) dispatchEvent(new CustomEvent(String(answers[named]), { detail: answers.detail }));
}

/** The map as a JSON object, for an element's attribute; empty where there is nothing in it. */
export function carriedJson(carried: Carried): string {
  const pairs = members(carried["*"]).flatMap(([name, text]) => {
    try {
      return [[name, JSON.parse(String(text))] as const];
    } catch {
      return [];
    }
  });
  return pairs.length > 0 ? JSON.stringify(Object.fromEntries(pairs)) : "";
}

/** Loads of a script that were given up. */
let lost = 0;

/** Resolves once the script has defined the element; each surface that needs it asks for itself. */
async function loadScript(src: string, tag: string, signal: AbortSignal): Promise<void> {
  if (customElements.get(tag)) return;
  const script = document.createElement("script");
  // A browser that still waits for an address makes every later load of it wait too.
  script.src = lost === 0 ? src : `${src}${src.includes("?") ? "&" : "?"}try=${lost}`;
  script.async = true;
  // The page's policy trusts what carries its nonce; an attribute does not reveal it, a property does.
  script.nonce = document.querySelector<HTMLScriptElement>("script[nonce]")?.nonce ?? "";
  const giveUp = () => {
    script.remove();
    lost += 1;
  };
  signal.addEventListener("abort", giveUp, { once: true });
  const failed = new Promise<never>((_, reject) => {
    script.onerror = () => {
      script.remove();
      reject(new Error("the vendor's script did not load"));
    };
  });
  document.head.append(script);
  await Promise.race([customElements.whenDefined(tag), failed]).finally(() =>
    signal.removeEventListener("abort", giveUp),
  );
}
