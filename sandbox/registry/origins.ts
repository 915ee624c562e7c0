// Decides which pages may embed a door, and whether an address is one of them.
import { z } from "zod";

const origin = /^https?:\/\/(?:\*\.)?[a-z0-9-]+(?:\.[a-z0-9-]+)*(?::\d{1,5})?$/;

/** Exact origins, or `https://*.example.com` where the first label is free. No path, no slash. */
export const originList = z.array(z.string().max(200).regex(origin)).max(50);
export const originItem = z.object({ origins: originList });

/** Whether an exact origin is on the list. A "null" origin never is. */
export function isAllowedOrigin(candidate: string, allowed: string[]): boolean {
  return allowed.some((entry) => {
    if (!entry.includes("://*.")) return entry === candidate;
    const [scheme = "", domain = ""] = entry.split("*");
    if (!candidate.startsWith(scheme) || !candidate.endsWith(domain)) return false;
    return /^[a-z0-9-]+$/.test(candidate.slice(scheme.length, candidate.length - domain.length));
  });
}

/** The origin of an address, or undefined where it is none. */
export function originOf(address: string): string | undefined {
  try {
    const { origin: found } = new URL(address);
    return found === "null" ? undefined : found;
  } catch {
    return undefined;
  }
}
