import { z } from "zod";
import { resource } from "./registry";

/** Exact origins, or `https://*.example.com` for any one label; no path, no trailing slash. */
export const originList = z
  .array(
    z
      .string()
      .max(200)
      .regex(/^https?:\/\/(?:\*\.)?[a-z0-9-]+(?:\.[a-z0-9-]+)*(?::\d{1,5})?$/),
  )
  .max(50);

/** Who may embed a vendor's pages. */
export const allowedOrigins = resource("origins", z.object({ origins: originList }));

export function isAllowedOrigin(origin: string, allowed: string[]): boolean {
  return allowed.some((entry) => {
    if (!entry.includes("://*.")) return entry === origin;
    const [scheme = "", domain = ""] = entry.split("*");
    if (!origin.startsWith(scheme) || !origin.endsWith(domain)) return false;
    return /^[a-z0-9-]+$/.test(origin.slice(scheme.length, origin.length - domain.length));
  });
}
