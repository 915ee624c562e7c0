import type { HttpBindings } from "@hono/node-server";
import type { Context, Hono } from "hono";
import type { Assets } from "./assets";
import { clockFaultSeconds, VendorControl } from "./control";
import type { Database } from "./database/database";
import type { Settings } from "./env";
import type { Message } from "./errors";
import { Registry, type Resource } from "./registry";
import { Sessions } from "./sessions";
import type { ViewerScope } from "./viewer-scope";

export interface Sandbox {
  settings: Settings;
  database: Database;
  assets: Assets;
  vendors: VendorInstance[];
  /** Seconds since 1970. */
  clock(): number;
  /** Writes one line; never pass a token, a secret or a URL with a query. */
  log(line: string): void;
}

export interface Vendor {
  /** First segment of every path of this vendor. */
  name: string;
  label: string;
  /** Shown for every token that is refused, whatever the reason. */
  rejected: Message;
  /** Answer to a data request whose token or session has ended. */
  expired: Message;
  /** Query parameters of its pages; those that are not reserved set the dashboard's filters. */
  parameters: { theme: string; locale: string; timeZone?: string; reserved: RegExp };
  /** What administrators register with PUT under `/{name}/admin`. */
  resources: Resource<object>[];
  /** What is registered in another way. */
  adminRoutes: Hono<Env>;
  /** Embed pages and the vendor's API, under `/{name}`. */
  routes: Hono<Env>;
  /**
   * Whose data request this is. Runs for every request, so that an expired token stops at once.
   * @throws Refusal
   */
  authenticate(c: AppContext): Promise<ViewerScope>;
}

/** A vendor in a running sandbox, with its own registry, sessions and faults. */
export class VendorInstance {
  readonly name: string;
  readonly registry: Registry;
  readonly sessions: Sessions;
  readonly control = new VendorControl();

  constructor(
    readonly definition: Vendor,
    readonly sandbox: Sandbox,
  ) {
    this.name = definition.name;
    this.registry = new Registry(sandbox.database, this.name);
    this.sessions = new Sessions(this);
  }

  /** The time by which this vendor judges tokens and sessions; the fault "clock" moves it. */
  now(): number {
    return this.sandbox.clock() + (this.control.takeFault("clock") ? clockFaultSeconds : 0);
  }
}

export type Env = {
  Bindings: HttpBindings;
  Variables: {
    sandbox: Sandbox;
    vendor: VendorInstance;
    /** Set for embed pages: who may frame the response, an error page included. */
    frameAncestors?: string[];
  };
};
export type AppContext = Context<Env>;
