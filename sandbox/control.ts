import { once } from "node:events";
import { setTimeout } from "node:timers/promises";
import { getConnInfo } from "@hono/node-server/conninfo";
import { Hono, type MiddlewareHandler } from "hono";
import { z } from "zod";
import { jsonError } from "./error-response";
import type { Env } from "./sandbox";

const faults = [
  "hang",
  "slow",
  "fail",
  "expire",
  "forget-session",
  "refuse-origin",
  "clock",
  "no-auto-provision",
] as const;
type Fault = (typeof faults)[number];

const slowMs = 3000;
export const clockFaultSeconds = 600;

/** Counters of one vendor, and the faults that a test has set for it. */
export class VendorControl {
  counts = { shown: 0, queries: 0, refused: {} as Record<string, number> };
  #faults = new Map<Fault, number>();

  countRefusal(reason: string) {
    const { refused } = this.counts;
    refused[reason] = (refused[reason] ?? 0) + 1;
  }

  setFault(fault: Fault, times: number) {
    this.#faults.set(fault, times);
  }
  /** Whether the fault is set; each call uses one of its times. */
  takeFault(fault: Fault): boolean {
    const left = this.#faults.get(fault) ?? 0;
    if (left <= 1) this.#faults.delete(fault);
    else this.#faults.set(fault, left - 1);
    return left > 0;
  }

  reset() {
    this.counts = { shown: 0, queries: 0, refused: {} };
    this.#faults.clear();
  }
  report() {
    const pending = [...this.#faults].map(([fault, left]) => [
      fault,
      Number.isFinite(left) ? left : "until reset",
    ]);
    return { ...this.counts, pending: Object.fromEntries(pending) };
  }
}

const requestSchema = z.union([
  z.strictObject({ reset: z.literal(true) }),
  z.strictObject({
    /** A vendor's name. */
    door: z.string(),
    fault: z.enum(faults),
    /** How often the fault takes effect; by default until the next reset. */
    times: z.number().int().min(1).max(1_000_000).optional(),
  }),
]);

const loopback = /^(?:127(?:\.\d{1,3}){3}|::1|::ffff:127(?:\.\d{1,3}){3})$/;

/** `/__control`, for programs on this machine and no web page. */
export const controlRoutes = new Hono<Env>();

controlRoutes.use(async (c, next) => {
  const isLocal = loopback.test(getConnInfo(c).remote.address ?? "");
  const site = c.req.header("Sec-Fetch-Site") ?? "none";
  if (!isLocal || c.req.header("Origin") || !["none", "same-origin"].includes(site)) {
    return jsonError(c, 403, "Only programs on this machine may use this.");
  }
  await next();
});

controlRoutes.get("/", async (c) => {
  const reports = c.var.sandbox.vendors.map(async ({ name, control, sessions }) => {
    return [name, { ...control.report(), sessions: await sessions.count() }];
  });
  return c.json({ doors: Object.fromEntries(await Promise.all(reports)) });
});

controlRoutes.post("/", async (c) => {
  const parsed = requestSchema.safeParse(await c.req.json().catch(() => undefined));
  if (!parsed.success) return jsonError(c, 400, "Send {door, fault, times} or {reset: true}.");
  const { vendors } = c.var.sandbox;
  if ("reset" in parsed.data) {
    for (const { control } of vendors) control.reset();
    return c.json({ reset: true });
  }
  const { fault, times, ...target } = parsed.data;
  const vendor = vendors.find(({ name }) => name === target.door);
  if (!vendor) return jsonError(c, 400, `There is no vendor ${target.door}.`);
  if (fault === "forget-session") {
    return c.json({ ...target, fault, forgotten: await vendor.sessions.deleteAll() });
  }
  vendor.control.setFault(fault, times ?? Number.POSITIVE_INFINITY);
  return c.json({ ...target, fault, times: times ?? "until reset" });
});

/** Hangs, delays or fails before a vendor's own routes; the other faults act where they belong. */
export const simulateFaults: MiddlewareHandler<Env> = async (c, next) => {
  const { control } = c.var.vendor;
  const { signal } = c.req.raw;
  if (control.takeFault("hang")) {
    if (!signal.aborted) await once(signal, "abort");
    return jsonError(c, 503, "The fault hang is set.");
  }
  if (control.takeFault("slow")) {
    await setTimeout(slowMs, undefined, { signal }).catch(() => undefined);
  }
  if (control.takeFault("fail")) {
    c.header("Retry-After", "1");
    return jsonError(c, 503, "The fault fail is set.");
  }
  await next();
};
