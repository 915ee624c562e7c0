import { randomUUID } from "node:crypto";
import { describe, expect, it } from "vitest";
import { db } from "@/lib/db";
import { hasDatabase } from "@/lib/testing/environment";
import { listVendorOrigins } from "./vendor-origins";

describe.skipIf(!hasDatabase)("allowed vendor origins", () => {
  it("cover enabled connections, and the sign-out forms of disabled ones", async () => {
    const mark = randomUUID().slice(0, 8);
    const add = async (name: string, settings: object, disabledAt: Date | null = null) => {
      const slug = `${name}-${mark}`;
      const vendor = name.startsWith("basedash") ? "basedash" : "holistics";
      const data = { slug, name, vendor, settings: settings as never, disabledAt };
      return (await db().embedConnection.create({ data })).id;
    };
    const at = (name: string) => `https://${name}-${mark}.vendor.example`;
    const key = { key: "k" };
    const ids = [
      await add("basedash-on", { appUrl: at("on"), sessionSeconds: 600 }),
      await add("basedash-off", { appUrl: at("off"), sessionSeconds: 600 }, new Date()),
      await add("holistics-off", { appUrl: at("gone"), ...key }, new Date()),
      await add("holistics-broken", { appUrl: 7 }),
    ];
    try {
      const origins = await listVendorOrigins();
      const ours = (list: string[]) => list.filter((origin) => origin.includes(mark));
      expect(ours(origins.frame)).toEqual([at("off"), at("on")]);
      expect(ours(origins.form)).toEqual([at("off"), at("on")]);
      expect([...ours(origins.script), ...ours(origins.connect)]).toEqual([]);
    } finally {
      await db().embedConnection.deleteMany({ where: { id: { in: ids } } });
    }
  });
});
