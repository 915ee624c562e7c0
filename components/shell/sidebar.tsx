"use client";
import {
  Building2,
  FlaskConical,
  LayoutDashboard,
  LayoutGrid,
  type LucideIcon,
  PanelsTopLeft,
  Plug,
  ScrollText,
  Search,
  Settings,
  Stethoscope,
  Store,
} from "lucide-react";
import type { Route } from "next";
import { type ReactNode, useSyncExternalStore } from "react";
import { Tile } from "@/components/ui/avatar";
import { NavLink } from "./nav-link";
import { operatorPages } from "./operator-navigation";
import { dashboardPath, route } from "./route";
import { type ShellDashboard, useShell } from "./shell-context";
import { TenantSwitcher } from "./tenant-switcher";
import { UserMenu } from "./user-menu";

const link =
  "tap flex items-center gap-2.5 rounded-md px-2 py-1.5 text-muted transition-colors hover:bg-wash hover:text-ink aria-[current]:bg-wash aria-[current]:font-medium aria-[current]:text-ink";

const operatorIcons: Record<(typeof operatorPages)[number]["href"], LucideIcon> = {
  "/operator/tenants": Building2,
  "/operator/connections": Plug,
  "/operator/dashboards": LayoutGrid,
  "/operator/workspaces": Store,
  "/operator/playground": FlaskConical,
  "/operator/doctor": Stethoscope,
  "/operator/audit": ScrollText,
};

/** Beside the page, and in a sheet on narrow screens. */
export function Sidebar() {
  const { tenant, tenants, user, openPalette } = useShell();
  return (
    <>
      <div className="grid gap-2 p-3">
        <TenantSwitcher />
        <button
          type="button"
          onClick={openPalette}
          aria-keyshortcuts="Control+K Meta+K"
          className="tap flex h-8 items-center gap-2.5 rounded-md border border-line bg-surface px-2 text-muted transition-colors hover:border-edge hover:text-ink"
        >
          <Search aria-hidden="true" className="size-4" />
          <span className="grow text-left">Search or jump to…</span>
          <Shortcut />
        </button>
      </div>
      <nav aria-label="Main" className="grid content-start gap-4 overflow-y-auto px-3 pb-4">
        {tenant ? <TenantNavigation slug={tenant.slug} /> : <TenantLinks />}
        {user.isOperator && (
          <Group label={tenant || tenants.length > 0 ? "Operator" : undefined}>
            {operatorPages.map(({ href, label }) => {
              const Icon = operatorIcons[href];
              return (
                <NavItem key={href} href={href} within>
                  <Icon aria-hidden="true" className="size-4 shrink-0" />
                  {label}
                </NavItem>
              );
            })}
          </Group>
        )}
      </nav>
      <div className="mt-auto border-t border-line p-2">
        <UserMenu />
      </div>
    </>
  );
}

// Hidden on narrow screens, which rarely have a keyboard.
function Shortcut() {
  const apple = useSyncExternalStore(
    () => () => {},
    () => /mac|iphone|ipad/i.test(navigator.platform),
    () => false,
  );
  return <kbd className="hidden font-sans text-xs md:block">{apple ? "⌘ K" : "Ctrl K"}</kbd>;
}

function TenantNavigation({ slug }: { slug: string }) {
  const { dashboards, settings } = useShell();
  return (
    <>
      <Group>
        <NavItem href={route(`/${slug}`)}>
          <LayoutDashboard aria-hidden="true" className="size-4 shrink-0" />
          Dashboards
        </NavItem>
        {dashboards.length > 0 && (
          <NavItem href={route(`/${slug}/overview`)}>
            <PanelsTopLeft aria-hidden="true" className="size-4 shrink-0" />
            Overview
          </NavItem>
        )}
        {settings.length > 0 && (
          <NavItem href={route(`/${slug}/settings`)} within>
            <Settings aria-hidden="true" className="size-4 shrink-0" />
            Settings
          </NavItem>
        )}
      </Group>
      {byVendor(dashboards).map(([vendor, own]) => (
        <Group key={vendor} label={vendor}>
          {own.map((one) => (
            <NavItem key={one.slug} href={dashboardPath(slug, one.slug)}>
              <span className="min-w-0 truncate">{one.title}</span>
            </NavItem>
          ))}
        </Group>
      ))}
    </>
  );
}

function TenantLinks() {
  const { tenants, user } = useShell();
  if (tenants.length === 0) return null;
  return (
    <Group label={user.isOperator ? "Tenants" : "Organizations"}>
      {tenants.map((one) => (
        <NavItem key={one.slug} href={route(`/${one.slug}`)}>
          <Tile letters={one.name.slice(0, 1)} hue={one.hue} />
          <span className="min-w-0 truncate">{one.name}</span>
        </NavItem>
      ))}
    </Group>
  );
}

function Group({ label, children }: { label?: string; children: ReactNode }) {
  return (
    <div>
      {label && <h2 className="px-2 pb-1 text-xs font-medium text-muted">{label}</h2>}
      <ul className="grid gap-px">{children}</ul>
    </div>
  );
}

type NavItemProps = { href: Route; within?: boolean; children: ReactNode };

function NavItem({ href, within = false, children }: NavItemProps) {
  const { closeSheet } = useShell();
  return (
    <li className="min-w-0">
      <NavLink href={href} within={within} className={link} onClick={closeSheet}>
        {children}
      </NavLink>
    </li>
  );
}

function byVendor(dashboards: readonly ShellDashboard[]): [string, ShellDashboard[]][] {
  const groups = new Map<string, ShellDashboard[]>();
  for (const one of dashboards) {
    groups.set(one.vendorLabel, [...(groups.get(one.vendorLabel) ?? []), one]);
  }
  return [...groups];
}
