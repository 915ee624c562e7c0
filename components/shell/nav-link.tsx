"use client";
import type { Route } from "next";
import Link, { useLinkStatus } from "next/link";
import { usePathname, useRouter } from "next/navigation";
import type { ReactNode } from "react";
import { dashboardPath } from "./route";
import { useShell } from "./shell-context";

/**
 * Whether going to `href` must load the whole page. A page that runs a vendor's script needs its own
 * policy when entered, and must leave the script behind when left.
 */
function useNeedsFullLoad(): (href: string) => boolean {
  const { tenant, dashboards } = useShell();
  const here = usePathname();
  const own = new Set<string>(
    tenant
      ? dashboards
          .filter((one) => one.runsScript)
          .map((one) => dashboardPath(tenant.slug, one.slug))
      : [],
  );
  return (href) => own.has(here) || own.has(href);
}

/** Navigates like a `NavLink`. */
export function useGo(): (href: Route) => void {
  const needsFullLoad = useNeedsFullLoad();
  const router = useRouter();
  return (href) => (needsFullLoad(href) ? window.location.assign(href) : router.push(href));
}

type Props<T extends string> = {
  href: Route<T>;
  className: string;
  children: ReactNode;
  onClick?: () => void;
  /** Current on the pages below it too. */
  within?: boolean;
};

/** A link to one of our pages that knows whether it is current, and loads the whole page where needed. */
export function NavLink<T extends string>({
  href,
  className,
  children,
  onClick,
  within = false,
}: Props<T>) {
  const needsFullLoad = useNeedsFullLoad()(href);
  const here = usePathname();
  const below = within && here.startsWith(`${href}/`) ? "true" : undefined;
  const current = here === href ? "page" : below;
  if (needsFullLoad) {
    return (
      <a href={href} aria-current={current} className={className} onClick={onClick}>
        {children}
      </a>
    );
  }
  return (
    <Link
      href={href}
      prefetch={false}
      aria-current={current}
      className={className}
      onClick={onClick}
    >
      {children}
      <Pending />
    </Link>
  );
}

// A line at the top of the window while the next page loads; delayed, so that fast pages show none.
function Pending() {
  const { pending } = useLinkStatus();
  return pending && <span aria-hidden="true" className="page-pending" />;
}
