"use client";
import { ChevronRight, Menu } from "lucide-react";
import type { Route } from "next";
import type { ReactNode } from "react";
import { Button } from "@/components/ui/button";
import { NavLink } from "./nav-link";
import { useShell, useShellIfAny } from "./shell-context";

type Props = {
  /** The pages above this one, outermost first. */
  breadcrumbs?: readonly { label: string; href: Route }[];
  /** This page. */
  children: ReactNode;
  /** On the right. */
  actions?: ReactNode;
};

/** One line at the top of each page. */
export function Header({ breadcrumbs = [], children, actions }: Props) {
  const { openSheet } = useShell();
  return (
    <header className="sticky top-0 z-10 flex h-12 shrink-0 items-center gap-1 border-b border-line bg-canvas px-2 md:px-5">
      <Button
        variant="ghost"
        className="md:hidden"
        aria-label="Open navigation"
        onClick={openSheet}
      >
        <Menu aria-hidden="true" className="size-4.5" />
      </Button>
      {breadcrumbs.length > 0 && (
        <nav aria-label="Breadcrumbs" className="hidden shrink-0 sm:block">
          <ol className="flex items-center gap-1 text-muted">
            {breadcrumbs.map((step) => (
              <li key={step.href} className="flex items-center gap-1">
                <NavLink href={step.href} className="rounded-sm px-1 hover:text-ink">
                  {step.label}
                </NavLink>
                <ChevronRight aria-hidden="true" className="size-3.5 shrink-0" />
              </li>
            ))}
          </ol>
        </nav>
      )}
      <div className="flex min-w-0 grow items-center gap-2.5 px-1">{children}</div>
      {actions && <div className="flex shrink-0 items-center gap-1">{actions}</div>}
    </header>
  );
}

/** For error pages, which may have no shell around them. */
export function EmptyHeader() {
  return useShellIfAny() && <Header>{null}</Header>;
}
