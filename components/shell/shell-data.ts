// Decides what the frame shows around a page: from the person, and from the tenant they are proven to be in.
import { cache } from "react";
import { listDashboards } from "@/lib/access/dashboards";
import type { SignedIn } from "@/lib/auth/session";
import { listMemberships } from "@/lib/tenants/memberships";
import type { Viewer } from "@/lib/tenants/require-viewer";
import { listSettingsPages } from "./settings-navigation";
import type { FrameData } from "./shell-context";

/** What a viewer may open, read once a request: the frame and the page both show it. */
export const dashboardsOf = cache(listDashboards);

/** The frame outside tenants. */
export async function readFrame({ user }: SignedIn): Promise<FrameData> {
  const { name, email, theme, isOperator } = user;
  const tenants = await listMemberships(user.id);
  return {
    person: { name, email, theme, isOperator },
    tenant: null,
    tenants: tenants.map(({ slug, name, hue }) => ({ slug, name, hue })),
    dashboards: [],
    settings: [],
  };
}

/** The frame inside a tenant. Only what the browser draws crosses over. */
export async function readTenantFrame(viewer: Viewer): Promise<FrameData> {
  const [frame, cards] = await Promise.all([readFrame(viewer), dashboardsOf(viewer)]);
  const { slug, name, hue } = viewer.tenant;
  return {
    ...frame,
    tenant: { slug, name, hue },
    settings: listSettingsPages(slug, viewer.role),
    dashboards: cards.map((card) => ({
      slug: card.slug,
      title: card.title,
      vendorLabel: card.vendorLabel,
      vendorMark: card.vendorMark,
      vendorHue: card.vendorHue,
      runsScript: card.paneKind === "element",
    })),
  };
}
