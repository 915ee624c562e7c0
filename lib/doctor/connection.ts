import { checkCredential } from "@/lib/embed/check-credential";
import { decrypt, isStale } from "@/lib/vault/vault";
import type { Origins, Vendor } from "@/lib/vendors/contract";
import { findVendor } from "@/lib/vendors/registry";
import { type CheckResult, resultsFor } from "./check-result";

export type StoredConnection = {
  id: string;
  slug: string;
  vendor: string;
  settings: unknown;
  credentials: {
    kid: string;
    tenantId: string | null;
    algorithm: string;
    encryptedSecret: string;
    state: "pending" | "active" | "retiring" | "retired";
  }[];
  /** Slugs of tenants with a grant to one of its dashboards and no mapping. */
  unmapped: string[];
};

/** The vendor with its parsed settings. */
export type Parsed = { vendor: Vendor; settings: unknown };

/** Checks what is stored. `parsed` is null when the remaining checks cannot run. */
export function checkStored(stored: StoredConnection): {
  results: CheckResult[];
  parsed: Parsed | null;
} {
  const { ok, problem } = resultsFor("connection", stored.slug);
  const vendor = findVendor(stored.vendor);
  if (!vendor) {
    const unknown = problem(
      `The vendor "${stored.vendor}" is not registered.`,
      "No dashboard of this connection opens.",
      "Add it to lib/vendors/registry.ts, or disable the connection.",
    );
    return { results: [unknown], parsed: null };
  }
  const settings = vendor.settings.safeParse(stored.settings);
  const rest = [...checkKeys(stored, vendor), ...checkMappings(stored)];
  if (settings.success) {
    return {
      results: [ok("The settings are valid."), ...rest],
      parsed: { vendor, settings: settings.data },
    };
  }
  const issues = settings.error.issues.map(({ path, message }) => `${path.join(".")}: ${message}`);
  const invalid = problem(
    `Invalid settings: ${issues.join("; ")}.`,
    "No dashboard of this connection opens.",
    "Correct them on the connection's page, or in its file (npm run connect).",
  );
  return { results: [invalid, ...rest], parsed: null };
}

function checkKeys({ id, slug, credentials }: StoredConnection, vendor: Vendor): CheckResult[] {
  const { ok, note, problem } = resultsFor("connection", slug);
  const keys = credentials.filter(({ state }) => state !== "retired");
  const results = keys.flatMap(({ kid, tenantId, algorithm, encryptedSecret }) => {
    let secret: string;
    try {
      secret = decrypt(encryptedSecret, { connectionId: id, tenantId, kid });
    } catch {
      return problem(
        `The vault can't decrypt key ${kid}.`,
        "It was encrypted with another VAULT_KEY, or its row was changed.",
        "Add the former key to VAULT_KEYS_OLD and run npm run vault:rotate, or enter the secret again.",
      );
    }
    const invalid = checkCredential(vendor.credential, algorithm, secret).map((message) =>
      problem(
        `Key ${kid}: ${message}`,
        "The vendor refuses tokens made with it.",
        "Enter it again as the vendor shows it, or create a new one there.",
      ),
    );
    const stale = note(
      `Key ${kid} is encrypted with a former vault key.`,
      "It works while that key is in VAULT_KEYS_OLD.",
      "npm run vault:rotate",
    );
    return isStale(encryptedSecret) ? [...invalid, stale] : invalid;
  });
  if (!keys.some(({ state }) => state === "active")) {
    const none = problem(
      "No key is active.",
      "Tokens can't be made, so no dashboard of this connection opens.",
      "Add the key from the vendor, or generate a pair and upload its public key there.",
    );
    return [none, ...results];
  }
  if (results.some(({ level }) => level === "problem")) return results;
  const count = keys.length === 1 ? "The key is" : `All ${keys.length} keys are`;
  return [ok(`${count} valid for this vendor.`), ...results];
}

function checkMappings({ slug, unmapped }: StoredConnection): CheckResult[] {
  if (unmapped.length === 0) return [];
  const { problem } = resultsFor("connection", slug);
  const tenants = unmapped.slice(0, 5).join(", ") + (unmapped.length > 5 ? " and more" : "");
  return [
    problem(
      `Dashboards are shared with tenants that have no mapping: ${tenants}.`,
      "Their members see that the dashboard is not set up.",
      "Enter a mapping for each of these tenants.",
    ),
  ];
}

/** Cookies are shared between ports, so host and vendor need different host names. */
export function checkHostNames(hostOrigin: string, slug: string, origins: Origins): CheckResult[] {
  const { ok, problem } = resultsFor("connection", slug);
  const host = new URL(hostOrigin);
  const vendorUrls = [...new Set(Object.values(origins).flat())].map((origin) => new URL(origin));
  const results: CheckResult[] = [];
  if (vendorUrls.some(({ hostname }) => hostname === host.hostname)) {
    results.push(
      problem(
        `The app and the vendor share the host name ${host.hostname}.`,
        "Browsers send the app's session cookie to the vendor, even on another port.",
        "Use different names, for example localhost and 127.0.0.1, or app.example.com and vendor.example.net.",
      ),
    );
  }
  const insecure = vendorUrls.find(({ protocol }) => protocol === "http:");
  if (host.protocol === "https:" && insecure) {
    results.push(
      problem(
        `The vendor's address ${insecure.origin} doesn't use https, but the app does.`,
        "Browsers don't load http frames or scripts into https pages.",
        "Enter the vendor's https address in the connection's settings.",
      ),
    );
  }
  return results.length > 0 ? results : [ok("The app and the vendor have different host names.")];
}
