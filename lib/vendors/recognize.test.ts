import { describe, expect, it } from "vitest";
import { goldens } from "./golden.fixtures";
import { requireVendor, vendors } from "./registry";

/** Addresses as the vendors' pages show them, and what they are of. */
const documented: Record<string, { url: string; shows: { kind: string; ref: string } | null }[]> = {
  // help.sigmacomputing.com: "copy the URL of the published workbook", page and element in it
  sigma: [
    {
      url: "https://app.sigmacomputing.com/ORG/workbook/Sales-28xgywpg21TkRWtz3jVRCe",
      shows: { kind: "workbook", ref: "Sales-28xgywpg21TkRWtz3jVRCe" },
    },
    {
      url: "https://app.sigmacomputing.com/ORG/workbook/Sales-28xgywpg21TkRWtz3jVRCe?:nodeId=x&:explore=1",
      shows: { kind: "workbook", ref: "Sales-28xgywpg21TkRWtz3jVRCe" },
    },
    {
      url: "https://app.sigmacomputing.com/ORG/workbook/Sales-28xgyw/page/8sYsdvfL3Q",
      shows: { kind: "page", ref: "Sales-28xgyw/page/8sYsdvfL3Q" },
    },
    {
      url: "https://app.sigmacomputing.com/ORG/workbook/Sales-28xgyw/element/m5lhWhqDpa/",
      shows: { kind: "element", ref: "Sales-28xgyw/element/m5lhWhqDpa" },
    },
    { url: "https://app.sigmacomputing.com/other/workbook/Sales-28xgyw", shows: null },
    { url: "https://app.sigmacomputing.com/ORG/ask", shows: null },
    { url: "https://app.sigmacomputing.com/ORG/workbook/Sales-28xgyw/page", shows: null },
    { url: "https://app.sigmacomputing.com.evil.example/ORG/workbook/Sales-28xgyw", shows: null },
  ],
  // docs.explo.co/general-features/embed-id-page, and the older embedded form
  explo: [
    { url: "https://app.explo.co/embed_id/abcdef", shows: { kind: "dashboard", ref: "abcdef" } },
    {
      url: "https://app.explo.co/iframe/abcdef/customer-token/production",
      shows: { kind: "dashboard", ref: "abcdef" },
    },
    { url: "https://app.explo.co/iframe/aaaa.bbbb.cccc.dddd.eeee/production", shows: null },
    { url: "https://app.explo.co/dashboard/12", shows: null },
  ],
  holistics: [
    {
      url: "https://us.holistics.io/embed/KEY/objects/sales_dashboard?_token=x",
      shows: { kind: "dashboard", ref: "sales_dashboard" },
    },
    { url: "https://us.holistics.io/embed/KEY?_token=x", shows: null },
    { url: "https://us.holistics.io/embed/other/objects/sales_dashboard", shows: null },
  ],
  basedash: [
    { url: "https://charts.basedash.com/shared/link_9", shows: { kind: "shared", ref: "link_9" } },
    {
      url: "https://charts.basedash.com/shared/link_9/eyJh.eyJi.c2ln",
      shows: { kind: "shared", ref: "link_9" },
    },
    { url: "https://charts.basedash.com/shared", shows: null },
    { url: "https://charts.basedash.com/api/sso/jwt?jwt=x", shows: null },
  ],
};

const settingsOf = (vendorId: string) => {
  const given = goldens[vendorId]?.[0]?.settings ?? {};
  return {
    vendor: requireVendor(vendorId),
    settings: requireVendor(vendorId).settings.parse(given),
  };
};

describe.each(Object.keys(documented))("an address copied from %s", (vendorId) => {
  const { vendor, settings } = settingsOf(vendorId);
  const { organization, key } = settings as { organization?: string; key?: string };

  it.each(documented[vendorId] ?? [])("$url", ({ url, shows }) => {
    const real = url.replace("/ORG/", `/${organization}/`).replace("/KEY", `/${key}`);
    expect(vendor.recognize?.(new URL(real), settings)).toEqual(shows);
  });

  it("is known below a path too, as a proxy or a sandbox has it", () => {
    const { url, shows } = documented[vendorId]?.find(({ shows }) => shows) ?? {
      url: "",
      shows: null,
    };
    const real = new URL(url.replace("/ORG/", `/${organization}/`).replace("/KEY", `/${key}`));
    const appUrl = "http://127.0.0.1:4000/door";
    const moved = new URL(`${appUrl}${real.pathname}${real.search}`);
    const there = { ...(settings as object), appUrl };
    expect(vendor.recognize?.(moved, there)).toEqual(shows);
    expect(vendor.recognize?.(real, there)).toBeNull();
    expect(vendor.recognize?.(new URL(`${appUrl}s${real.pathname}`), there)).toBeNull();
  });
});

it("is asked of every vendor that can tell", () => {
  const able = vendors.filter(({ recognize }) => recognize).map(({ id }) => id);
  expect(able.sort()).toEqual(Object.keys(documented).sort());
});

it("gives back what a frame shows, for every kind that says it in its address", () => {
  for (const { vendorId, settings, scope, pane } of Object.entries(goldens).flatMap(
    ([vendorId, all]) => all.map((golden) => ({ vendorId, ...golden })),
  )) {
    const src = typeof pane.src === "string" ? pane.src : null;
    const vendor = requireVendor(vendorId);
    const found = src && vendor.recognize?.(new URL(src), vendor.settings.parse(settings));
    // A tenant of its own there may know the dashboard under another id.
    const ref = scope.names?.[`ref:${scope.dashboard?.ref}`] ?? scope.dashboard?.ref;
    if (found) expect(found).toEqual({ kind: scope.dashboard?.kind, ref });
  }
});
