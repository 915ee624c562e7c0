import { setTimeout as wait } from "node:timers/promises";
import { db } from "@/lib/db";
import type { Origins } from "@/lib/vendors/contract";
import { requireVendor } from "@/lib/vendors/registry";

/** Pages may be served with origins this old. */
const maxAgeMs = 5_000;
/** How long a page waits for a read, so that a database that hangs can't hold up the page that says so. */
const maxWaitMs = { refresh: 500, first: 1_800 };

export const noOrigins: Origins = { frame: [], script: [], connect: [], form: [] };

let latest = noOrigins;
let readAt = Number.NEGATIVE_INFINITY;
let reading: Promise<void> | undefined;

/**
 * Origins of all enabled connections, for the Content-Security-Policy. Every tenant page gets all of
 * them, since a soft navigation keeps the first page's policy.
 */
export async function listVendorOrigins(): Promise<Origins> {
  const now = Date.now();
  if (!reading && now - readAt > maxAgeMs) {
    readAt = now;
    reading = refresh();
  }
  if (reading) {
    const ms = latest === noOrigins ? maxWaitMs.first : maxWaitMs.refresh;
    await Promise.race([reading, wait(ms, undefined, { ref: false })]);
  }
  return latest;
}

async function refresh(): Promise<void> {
  try {
    latest = await readOrigins();
  } catch {
    // Headers must not fail with the database: the page reports the failure.
  } finally {
    reading = undefined;
  }
}

async function readOrigins(): Promise<Origins> {
  const rows = await db().embedConnection.findMany({
    select: { vendor: true, settings: true, disabledAt: true },
  });
  const all = rows.flatMap(({ vendor: vendorId, settings, disabledAt }) => {
    try {
      const vendor = requireVendor(vendorId);
      const origins = vendor.origins(vendor.settings.parse(settings));
      // A disabled connection's vendor sessions can still be ended, by a form in a frame.
      return [disabledAt ? { ...noOrigins, form: origins.form, frame: origins.form } : origins];
    } catch {
      // One connection with invalid settings must not block the others' panes.
      return [];
    }
  });
  const union = (part: keyof Origins) =>
    [...new Set(all.flatMap((origins) => origins[part]))].sort();
  return {
    frame: union("frame"),
    script: union("script"),
    connect: union("connect"),
    form: union("form"),
  };
}
