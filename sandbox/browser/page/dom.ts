// Decides how elements are made: attributes and text only, never markup out of a string.

export type Child = Node | string | null | false;
type Props = Record<string, string | number | boolean | ((event: Event) => void)>;

/** An element; `true` sets an empty attribute, `false` none, a function listens to the event named. */
export function h<K extends keyof HTMLElementTagNameMap>(
  tag: K,
  props: Props,
  ...children: Child[]
): HTMLElementTagNameMap[K] {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(props)) {
    if (typeof value === "function") element.addEventListener(name, value);
    else if (value !== false) element.setAttribute(name, value === true ? "" : String(value));
  }
  element.append(...children.filter((child) => child !== null && child !== false));
  return element;
}

const drawn = {
  chevron: "M4 6l4 4 4-4",
  download: "M8 2.5v7.5M4.8 7.2L8 10.4l3.2-3.2M3 13h10",
  pencil: "M3 13l.6-2.8L10.9 3l2.1 2.1-7.2 7.2L3 13z",
  chart: "M2.5 13.5h11M4.5 11V7.5M8 11V3.5M11.5 11V6",
  table: "M2.5 3.5h11v9h-11zM2.5 6.5h11M6.5 6.5v6",
  home: "M2.8 7.4L8 3l5.2 4.4M4.2 6.4V13h7.6V6.4",
  layers: "M8 2.5l5.5 3L8 8.5l-5.5-3L8 2.5zM2.5 9L8 12l5.5-3",
  filter: "M2.5 4h11M4.5 8h7M6.5 12h3",
  expand: "M9.5 3H13v3.5M13 3L9 7M6.5 13H3V9.5M3 13l4-4",
  shrink: "M13 7H9V3M9 7l4.2-4.2M3 9h4v4M7 9l-4.2 4.2",
  spark: "M8 2.5l1.4 4.1L13.5 8 9.4 9.4 8 13.5 6.6 9.4 2.5 8l4.1-1.4L8 2.5z",
  list: "M5.5 4h8M5.5 8h8M5.5 12h8M2.5 4h.5M2.5 8h.5M2.5 12h.5",
  coin: "M8 2.5a5.5 5.5 0 110 11 5.5 5.5 0 010-11zM8 5v6M10 6.2c-.5-.6-1.2-.8-2-.8-1.2 0-2 .5-2 1.3 0 1.9 4 .8 4 2.7 0 .8-.9 1.3-2 1.3-.9 0-1.6-.3-2.1-.9",
  retry: "M13 8a5 5 0 11-1.5-3.6M13 2.5v3h-3",
} as const;

export type IconName = keyof typeof drawn;

/** A decorative line icon of 16 units that takes the text's colour. */
export function icon(name: IconName): SVGSVGElement {
  const space = "http://www.w3.org/2000/svg";
  const svg = document.createElementNS(space, "svg");
  const path = document.createElementNS(space, "path");
  path.setAttribute("d", drawn[name]);
  svg.setAttribute("viewBox", "0 0 16 16");
  svg.setAttribute("class", "icon");
  svg.setAttribute("aria-hidden", "true");
  svg.append(path);
  return svg;
}

/** Replaces an element's text only where it changed, so that a countdown does not repaint the rest. */
export function setText(element: HTMLElement, text: string): void {
  if (element.textContent !== text) element.textContent = text;
}
