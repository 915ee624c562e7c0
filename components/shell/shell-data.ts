import { cache } from "react";
import { listDashboards } from "@/lib/access/dashboards";
import type { SignedIn } from "@/lib/auth/session";
import type { Viewer } from "@/lib/tenants/require-viewer";
import { listMemberships } from "@/lib/tenants/tenants";
import { listSettingsPages } from "./settings-navigation";
import type { ShellData } from "./shell-context";

/** Once a request: the shell and the page both show them. */
export const listViewerDashboards = cache(listDashboards);

/** The shell outside of tenants. */
export async function loadShell({ user }: SignedIn): Promise<ShellData> {
  const { name, email, theme, isOperator } = user;
  const tenants = await listMemberships(user.id);
  return {
    user: { name, email, theme, isOperator },
    tenant: null,
    tenants: tenants.map(({ slug, name, hue }) => ({ slug, name, hue })),
    dashboards: [],
    settings: [],
  };
}

/** Only what the browser shows: no ids, no grants. */
export async function loadTenantShell(viewer: Viewer): Promise<ShellData> {
  const [shell, dashboards] = await Promise.all([loadShell(viewer), listViewerDashboards(viewer)]);
  const { slug, name, hue } = viewer.tenant;
  return {
    ...shell,
    tenant: { slug, name, hue },
    settings: listSettingsPages(slug, viewer.role),
    dashboards: dashboards.map((dashboard) => ({
      slug: dashboard.slug,
      title: dashboard.title,
      vendorLabel: dashboard.vendorLabel,
      vendorMark: dashboard.vendorMark,
      vendorHue: dashboard.vendorHue,
      runsScript: dashboard.paneKind === "element",
    })),
  };
}
