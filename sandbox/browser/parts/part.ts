// Decides what a part of a dashboard is, and how a dashboard keeps its parts up to date.

import type { Feed, View } from "../data/feed";
import { type Words, wordsFor } from "../data/format";

export type Part = {
  node: HTMLElement;
  /** Draws the view; called on every change, so it must be cheap where nothing changed. */
  show(view: View, words: Words): void;
  close?(): void;
};

export type Manner = { locale: string; timeZone: string };

/** Shows every part on every change of the feed; returns how to stop. Empty manners follow the data. */
export function bindParts(
  root: HTMLElement,
  feed: Feed,
  manner: Manner,
  parts: Part[],
): () => void {
  let words: Words | null = null;
  let written = "";
  const show = () => {
    const view = feed.view();
    const locale = manner.locale || view.answer?.locale || "en-US";
    const timeZone = manner.timeZone || view.answer?.timeZone || "UTC";
    const currency = view.answer?.currency ?? "USD";
    const key = `${locale} ${timeZone} ${currency}`;
    if (!words || written !== key) words = wordsFor({ locale, timeZone, currency });
    written = key;
    root.dataset.status = view.status;
    root.dataset.rows = view.answer?.selected.rows === 0 ? "none" : "some";
    root.setAttribute("aria-busy", String(view.busy));
    for (const part of parts) part.show(view, words);
  };
  feed.watch(show);
  show();
  return () => {
    for (const part of parts) part.close?.();
  };
}
