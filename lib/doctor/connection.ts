// Decides whether what is stored of a connection can work: settings, keys, names.

import { checkCredential } from "@/lib/embed/token";
import { decrypt, isStale } from "@/lib/vault/vault";
import type { Vendor } from "@/lib/vendors/contract";
import { findVendor } from "@/lib/vendors/registry";
import { about, type Finding } from "./finding";

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
  /** Slugs of tenants that were granted one of its dashboards and have no mapping. */
  unmapped: string[];
};

/** The vendor and its parsed settings where both hold. */
export type Readable = { vendor: Vendor; settings: unknown };

export function checkStored(stored: StoredConnection): {
  findings: Finding[];
  readable: Readable | null;
} {
  const { well, problem } = about("connection", stored.slug);
  const vendor = findVendor(stored.vendor);
  if (!vendor) {
    const unknown = problem(
      `There is no vendor "${stored.vendor}".`,
      "Nobody knows how to speak to this vendor.",
      "Register it in lib/vendors/registry.ts, or disable the connection.",
    );
    return { findings: [unknown], readable: null };
  }
  const settings = vendor.settings.safeParse(stored.settings);
  const findings: Finding[] = [];
  if (settings.success) findings.push(well("The settings fit the vendor."));
  else {
    const wrong = settings.error.issues.map(({ path, message }) => `${path.join(".")}: ${message}`);
    findings.push(
      problem(
        `The settings do not fit: ${wrong.join("; ")}.`,
        "No dashboard of this connection opens.",
        "Mend them on the connection's page, or in its file: npm run connect.",
      ),
    );
  }
  findings.push(...checkKeys(stored, vendor), ...checkNames(stored));
  return { findings, readable: settings.success ? { vendor, settings: settings.data } : null };
}

function checkKeys({ id, slug, credentials }: StoredConnection, vendor: Vendor): Finding[] {
  const { well, note, problem } = about("connection", slug);
  const findings: Finding[] = [];
  const living = credentials.filter(({ state }) => state !== "retired");
  if (!living.some(({ state }) => state === "active")) {
    findings.push(
      problem(
        "No active credential.",
        "Nothing can sign or encrypt a token, so every dashboard answers that it is not set up.",
        "Add the key that the vendor issued, or generate a pair and hand over its public half.",
      ),
    );
  }
  for (const { kid, tenantId, algorithm, encryptedSecret } of living) {
    try {
      const secret = decrypt(encryptedSecret, { connectionId: id, tenantId, kid });
      for (const wrong of checkCredential(vendor.credential, algorithm, secret)) {
        findings.push(
          problem(
            `Credential ${kid}: ${wrong}`,
            "The vendor will not take a token that is made with it.",
            "Enter it again as the vendor shows it, or make a new one there.",
          ),
        );
      }
    } catch {
      findings.push(
        problem(
          `Credential ${kid} does not open in the vault.`,
          "It was locked under another VAULT_KEY, or its row was changed behind the host's back.",
          "Put the former key into VAULT_KEYS_OLD and run npm run vault:rotate; else enter it again.",
        ),
      );
      continue;
    }
    if (isStale(encryptedSecret)) {
      findings.push(
        note(
          `Credential ${kid} still lies under a former vault key.`,
          "It opens as long as that key is in VAULT_KEYS_OLD.",
          "npm run vault:rotate",
        ),
      );
    }
  }
  const bad = findings.some(({ level }) => level === "problem");
  const all =
    living.length === 1
      ? "The credential opens in the vault and fits the vendor."
      : `All ${living.length} credentials open in the vault and fit the vendor.`;
  return bad ? findings : [well(all), ...findings];
}

function checkNames({ slug, unmapped }: StoredConnection): Finding[] {
  const { problem } = about("connection", slug);
  if (unmapped.length === 0) return [];
  const some = unmapped.slice(0, 5).join(", ") + (unmapped.length > 5 ? " and more" : "");
  return [
    problem(
      `Granted, but without a name at the vendor: ${some}.`,
      "Their people see the dashboard in the list and are told that it is not set up.",
      "Enter a mapping for each of these tenants.",
    ),
  ];
}
