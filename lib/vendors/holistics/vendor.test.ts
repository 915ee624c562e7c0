import { expect, it } from "vitest";
import { baseScope } from "@/lib/vendors/base.fixtures";
import { holistics as fixtures } from "./golden.fixtures";
import { holistics } from "./vendor";

it.each(["sales_portal", "constructor"])("needs a portal with a dataset to explore %s", (ref) => {
  const settings = holistics.settings.parse({ appUrl: "https://us.holistics.io", key: "k" });
  const scope = {
    ...baseScope,
    ...fixtures.goldens[0]?.scope,
    capabilities: ["view", "explore"] as const,
    dashboard: { ref, kind: "portal", title: "Sales" },
  };
  expect(() => holistics.claims(scope, settings)).toThrow(/No portal with a dataset/);
});
