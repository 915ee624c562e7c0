"use client";
import { Command } from "cmdk";
import {
  Building2,
  LayoutDashboard,
  LogOut,
  PanelsTopLeft,
  Settings,
  UserRound,
} from "lucide-react";
import type { Route } from "next";
import type { ReactNode } from "react";
import { Tile } from "@/components/ui/avatar";
import { BareDialog } from "@/components/ui/dialog";
import { useGo } from "./nav-link";
import { operatorPages } from "./operator-navigation";
import { dashboardPath, route } from "./route";
import { useShell } from "./shell-context";
import { useSignOut } from "./use-sign-out";

type Props = { open: boolean; onOpenChange: (open: boolean) => void };

export function CommandPalette({ open, onOpenChange }: Props) {
  const { tenant, tenants, dashboards, settings, user } = useShell();
  const go = useGo();
  const signOut = useSignOut();
  const closeThen = (action: () => void) => () => {
    onOpenChange(false);
    action();
  };
  const to = (href: Route) => closeThen(() => go(href));
  return (
    <BareDialog open={open} onOpenChange={onOpenChange} title="Search or jump to…">
      <Command label="Search or jump to…" loop>
        <Command.Input
          placeholder="Search or jump to…"
          className="h-12 w-full border-b border-line bg-transparent px-4 outline-none placeholder:text-muted"
        />
        <Command.List label="Results" className="max-h-[min(24rem,60dvh)] overflow-y-auto p-1.5">
          <Command.Empty className="px-3 py-6 text-center text-muted">No results</Command.Empty>
          {tenant && (
            <Group heading="Dashboards">
              <Item value="all dashboards" onSelect={to(route(`/${tenant.slug}`))}>
                <LayoutDashboard aria-hidden="true" className="size-4 text-muted" />
                All dashboards
              </Item>
              {dashboards.length > 0 && (
                <Item value="overview" onSelect={to(route(`/${tenant.slug}/overview`))}>
                  <PanelsTopLeft aria-hidden="true" className="size-4 text-muted" />
                  Overview
                </Item>
              )}
              {dashboards.map((one) => (
                <Item
                  key={one.slug}
                  value={`${one.title} ${one.vendorLabel} ${one.slug}`}
                  onSelect={to(dashboardPath(tenant.slug, one.slug))}
                >
                  <Tile letters={one.vendorMark} hue={one.vendorHue} />
                  <span className="min-w-0 truncate">{one.title}</span>
                  <span className="ml-auto shrink-0 text-sm text-muted">{one.vendorLabel}</span>
                </Item>
              ))}
            </Group>
          )}
          {settings.length > 0 && (
            <Group heading="Settings">
              {settings.map(({ href, label, keywords }) => (
                <Item key={href} value={`settings ${label} ${keywords}`} onSelect={to(href)}>
                  <Settings aria-hidden="true" className="size-4 text-muted" />
                  {label}
                </Item>
              ))}
            </Group>
          )}
          {tenants.length > 0 && (
            <Group heading="Organizations">
              {tenants.map((one) => (
                <Item
                  key={one.slug}
                  value={`organization tenant ${one.name} ${one.slug}`}
                  onSelect={to(route(`/${one.slug}`))}
                >
                  <Tile letters={one.name.slice(0, 1)} hue={one.hue} />
                  {one.name}
                </Item>
              ))}
            </Group>
          )}
          {user.isOperator && (
            <Group heading="Operator">
              {operatorPages.map(({ href, label, keywords }) => (
                <Item
                  key={href}
                  value={`operator ${label} ${keywords}`.toLowerCase()}
                  onSelect={to(href)}
                >
                  <Building2 aria-hidden="true" className="size-4 text-muted" />
                  {label}
                </Item>
              ))}
            </Group>
          )}
          <Group heading="Account">
            <Item value="account preferences theme language time zone" onSelect={to("/account")}>
              <UserRound aria-hidden="true" className="size-4 text-muted" />
              Account
            </Item>
            <Item value="sign out" onSelect={closeThen(() => void signOut())}>
              <LogOut aria-hidden="true" className="size-4 text-muted" />
              Sign out
            </Item>
          </Group>
        </Command.List>
      </Command>
    </BareDialog>
  );
}

function Group({ heading, children }: { heading: string; children: ReactNode }) {
  return (
    <Command.Group
      heading={heading}
      className="[&_[cmdk-group-heading]]:px-2.5 [&_[cmdk-group-heading]]:pt-2 [&_[cmdk-group-heading]]:pb-1 [&_[cmdk-group-heading]]:text-xs [&_[cmdk-group-heading]]:text-muted"
    >
      {children}
    </Command.Group>
  );
}

type ItemProps = { value: string; onSelect: () => void; children: ReactNode };

function Item({ value, onSelect, children }: ItemProps) {
  return (
    <Command.Item
      value={value}
      onSelect={onSelect}
      className="tap flex min-w-0 cursor-default items-center gap-2.5 rounded-md px-2.5 py-1.5 data-[selected=true]:bg-wash"
    >
      {children}
    </Command.Item>
  );
}
