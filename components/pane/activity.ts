/**
 * Reports when the viewer turns to or leaves a pane. What they do inside a vendor's frame can't be seen, so
 * the pointer over it or focus in it counts as use.
 *
 * @param currentNode the node that is shown
 * @returns whether the pane is in use now
 */
export function watchActivity(
  host: HTMLElement,
  currentNode: () => HTMLElement | undefined,
  onActivity: () => void,
  signal: AbortSignal,
): () => boolean {
  // `:hover` doesn't match over a frame of another process; pointer events on its parent do fire.
  let hovered = false;
  const hasFocus = () => document.activeElement === currentNode();
  const setHovered = ({ type }: Event) => {
    hovered = type === "pointerenter";
    onActivity();
  };
  host.addEventListener("pointerenter", setHovered, { signal });
  host.addEventListener("pointerleave", setHovered, { signal });
  addEventListener("blur", () => hasFocus() && onActivity(), { signal });
  return () => currentNode() !== undefined && (hovered || hasFocus());
}
