import "server-only";
import { notFound } from "next/navigation";
import { cache } from "react";
import { requireUser, type SignedIn } from "@/lib/auth/session";
import { db } from "@/lib/db";
import type { roles } from "./schema";
import { isSlug } from "./slug";

declare const proven: unique symbol;

export type Role = (typeof roles)[number];

/** A signed-in member of one tenant. Only this file makes one; tenant-scoped functions take one. */
export type Viewer = SignedIn & {
  readonly [proven]: true;
  readonly tenant: {
    readonly id: string;
    readonly slug: string;
    readonly name: string;
    readonly hue: number;
  };
  readonly role: Role;
  readonly teams: readonly { readonly id: string; readonly slug: string; readonly name: string }[];
  /** Limits what they see; null is all regions. */
  readonly region: string | null;
};

/** Null without an active membership of an active tenant. */
export const findViewer = cache(
  async (session: SignedIn, tenantSlug: string): Promise<Viewer | null> => {
    if (!isSlug(tenantSlug)) return null;
    const row = await db().membership.findFirst({
      where: {
        userId: session.user.id,
        suspendedAt: null,
        tenant: { slug: tenantSlug, suspendedAt: null },
      },
      select: {
        role: true,
        attributes: true,
        tenant: { select: { id: true, slug: true, name: true, hue: true } },
        teams: { select: { team: { select: { id: true, slug: true, name: true } } } },
      },
    });
    if (!row) return null;
    const teams = row.teams.map(({ team }) => team).sort((a, b) => a.slug.localeCompare(b.slug));
    const { role, tenant } = row;
    return {
      ...session,
      tenant,
      role,
      teams,
      region: regionOf(row.attributes),
    } as unknown as Viewer;
  },
);

/**
 * The gate of every page under a tenant. Signed-out visitors sign in and come back to `path`; a tenant
 * that does not exist and one of others are both not found.
 */
export async function requireViewer(tenantSlug: string, path: string): Promise<Viewer> {
  const viewer = await findViewer(await requireUser(path), tenantSlug);
  if (!viewer) notFound();
  return viewer;
}

/** From a membership's attributes. */
export function regionOf(attributes: unknown): string | null {
  if (typeof attributes !== "object" || attributes === null) return null;
  const region: unknown = (attributes as Record<string, unknown>).region;
  return typeof region === "string" && region !== "" ? region : null;
}
