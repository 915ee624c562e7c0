// Decides which vendors' origins the host's pages let in: those of the enabled connections, and where the
// sessions of disabled ones are ended.
import { setTimeout as wait } from "node:timers/promises";
import { db } from "@/lib/db";
import type { Origins } from "@/lib/vendors/contract";
import { requireVendor } from "@/lib/vendors/registry";

/** For how long a page may be served with the origins of before. */
const freshMs = 5_000;
/**
 * How long a page waits for newer ones, and for the first: a database that hangs must not hold up
 * the page that says so.
 */
const patienceMs = { newer: 500, first: 1_800 };

/** Of what shows no pane: answers to programs, redirects. */
export const noOrigins: Origins = { frame: [], script: [], connect: [], form: [] };
let latest = noOrigins;
let readAt = Number.NEGATIVE_INFINITY;
let reading: Promise<void> | undefined;

/**
 * Origins of all enabled connections, for the Content-Security-Policy. All tenant pages get all of
 * them, since a soft navigation keeps the first page's policy. Read at most every five seconds.
 */
export async function listVendorOrigins(): Promise<Origins> {
  const now = Date.now();
  if (!reading && now - readAt > freshMs) {
    readAt = now;
    // Headers must not fail with the database: the page itself will say what is wrong.
    reading = read()
      .then(
        (origins) => {
          latest = origins;
        },
        () => undefined,
      )
      .finally(() => {
        reading = undefined;
      });
  }
  if (reading) {
    const patience = latest === noOrigins ? patienceMs.first : patienceMs.newer;
    await Promise.race([reading, wait(patience, undefined, { ref: false })]);
  }
  return latest;
}

async function read(): Promise<Origins> {
  const rows = await db().embedConnection.findMany({
    select: { vendor: true, settings: true, disabledAt: true },
  });
  const all = rows.flatMap(({ vendor: vendorId, settings, disabledAt }) => {
    try {
      const vendor = requireVendor(vendorId);
      const origins = vendor.origins(vendor.settings.parse(settings));
      // A session that was opened before can still be ended: by a form, in a frame.
      return [disabledAt ? { ...noOrigins, form: origins.form, frame: origins.form } : origins];
    } catch {
      // One connection with broken settings must not blank the others' panes.
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
