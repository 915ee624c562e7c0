import { z } from "zod";

export const requiredText = z.string().min(1);

/** An absolute URL without trailing slash, query, fragment or user; http on loopback only. */
export const vendorUrl = z
  .string()
  .refine((value) => {
    if (!URL.canParse(value)) return false;
    const url = new URL(value);
    const loopback = ["127.0.0.1", "localhost", "[::1]"].includes(url.hostname);
    const secure = url.protocol === "https:" || (url.protocol === "http:" && loopback);
    return secure && value === url.origin + url.pathname.replace(/\/+$/, "");
  }, "must be an https URL without a trailing slash, query or fragment")
  .meta({ format: "uri" });
