// Decides what every room of the sandbox is handed: its store, its clock, its counters.
import type { HttpBindings } from "@hono/node-server";
import type { Context, Hono } from "hono";
import type { Assets } from "./assets";
import type { Control } from "./control";
import type { Database } from "./database";
import type { Settings } from "./env";
import type { Registry } from "./registry/registry";
import type { ViewerScope } from "./scope";
import type { Sessions } from "./sessions";

export type Bindings = { Bindings: HttpBindings };
export type App = Hono<Bindings>;
export type Ask = Context<Bindings>;

export interface Sandbox {
  settings: Settings;
  database: Database;
  registry: Registry;
  sessions: Sessions;
  control: Control;
  assets: Assets;
  /** Seconds since 1970. */
  clock(): number;
  /** The same for judging a token or session of this door: a test can make it run ahead. */
  now(door: string): number;
  /** Writes one line; never given a token, a secret or an address with a query. */
  log(line: string): void;
}

/** What a visitor reads; no more words than the vendor's own. */
export interface Words {
  title: string;
  detail: string;
}

/** One vendor: its addresses, its administration, its reader. Added to `doors/all.ts`, it exists. */
export interface Door {
  name: string;
  /** Shown for every token that does not hold, whatever the reason. */
  refused: Words;
  /** Answer to a data request whose token or session is over. */
  expired: Words;
  /** Documents and vendor API. */
  open(app: App, sandbox: Sandbox): void;
  /** Administration, behind the admin key, mounted at `/{name}/admin`. */
  administer(app: App, sandbox: Sandbox): void;
  /**
   * Whose data request this is. Runs at every request, so an expired token stops being good at once.
   * @throws Refusal
   */
  viewer(ask: Ask, sandbox: Sandbox): Promise<ViewerScope>;
}
