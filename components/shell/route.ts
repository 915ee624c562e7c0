import type { Route } from "next";

/** Checks a path with parameters against our routes where it is written, then forgets the parameters. */
export function route<T extends string>(href: Route<T>): Route {
  return href as Route;
}

export function dashboardPath(tenant: string, dashboard: string): Route {
  return route(`/${tenant}/dashboards/${dashboard}`);
}
