import type { renewalView } from "@/lib/renewal/state";
import type { Trace } from "./trace";

/** A component to render into `node`; a renewal changes only its props. */
export type PaneComponent = {
  readonly key: number;
  readonly node: HTMLElement;
  readonly name: string;
  readonly props: Readonly<Record<string, string>>;
};

export type PaneView = ReturnType<typeof renewalView> & {
  /** Mode `session`: only time or signing out ends what the vendor has open. */
  readonly hasVendorSession: boolean;
  /** The vendor's own words about a failed load: foreign text, at most 200 characters. */
  readonly vendorError: string;
  /** This page's own CSP didn't let the vendor in. */
  readonly blocked: boolean;
  /** Hidden until the authority has said who is looking; `unverified`: it didn't answer. */
  readonly hidden: boolean;
  readonly unverified: boolean;
  /** Height of the content in CSS pixels, if the vendor reports it. */
  readonly height: number | undefined;
  /** Filters and the like, as a query that `initialQuery` takes. */
  readonly stateQuery: string;
  readonly components: readonly PaneComponent[];
};

export type PaneOptions = {
  /** `tenant/dashboard`. */
  readonly id: string;
  readonly tenant: string;
  readonly mintUrl: string;
  /** Opaque id of the viewer the page was rendered for; else learned from the first mint. */
  readonly viewer?: string | undefined;
  /** State from a shared link, as `stateQuery`. */
  readonly initialQuery?: string | undefined;
  trace?: Trace | undefined;
  onView(view: PaneView): void;
};
