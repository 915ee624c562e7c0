// Says what a pane is, in the words that React and the rest of the page read.

import type { Renewal } from "@/lib/embed/schema";
import type { viewRenewal } from "@/lib/renewal/state";
import type { Trace } from "./trace";

/** A component to render into `node`; a renewal changes only its props. */
export type PaneComponent = {
  readonly key: number;
  readonly node: HTMLElement;
  readonly name: string;
  readonly props: Readonly<Record<string, string>>;
};

export type PaneView = ReturnType<typeof viewRenewal> & {
  /** Way `session`: the vendor keeps something open that only time or signing out ends. */
  readonly session: boolean;
  /** The vendor's own words about a failed load: text from outside, at most 200 characters. */
  readonly said: string | undefined;
  /** This page's own policy did not let the vendor in. */
  readonly blocked: boolean;
  /** Hidden until it is proven who looks at it; `unproven`: that was asked in vain. */
  readonly veiled: boolean;
  readonly unproven: boolean;
  /** Height of the content in CSS pixels, where the vendor says it. */
  readonly height: number | undefined;
  /** The state the person has reached, as a query that `carry` takes. */
  readonly carried: string;
  /** One is shown; a second may wait behind it. */
  readonly components: readonly PaneComponent[];
};

export type PaneOptions = {
  /** `tenant/dashboard`. */
  readonly pane: string;
  readonly tenant: string;
  /** Address of the mint route. */
  readonly url: string;
  /** Opaque id of the person the page was made for; learned from the first mint where it is missing. */
  readonly viewer?: string | undefined;
  /** State from a shared link, as `carried` gives it. */
  readonly carry?: string | undefined;
  /** The messages of the component of this name; nothing where there is no such component. */
  componentSpeech(name: string): Promise<Partial<Renewal> | undefined>;
  /** Where what happens is written down, if anybody wants to know. */
  trace?: Trace | undefined;
  onView(view: PaneView): void;
};
