// Decides whether a connection works as far as can be told without a person: its settings, its keys, a
// token sealed with each, and whether the vendor's address answers.
import { auditEntry, withAudit } from "@/lib/audit/record";
import type { SignedIn } from "@/lib/auth/session";
import { db } from "@/lib/db";
import { checkCredential, createToken, TokenError } from "@/lib/embed/token";
import { env } from "@/lib/env";
import { decrypt, VaultError } from "@/lib/vault/vault";
import { type EmbedScope, NotConfigured } from "@/lib/vendors/contract";
import { requireVendor } from "@/lib/vendors/registry";
import { requireConnection } from "./connections";

/** One thing that was tried. `found` says how it went, and what to do where it went wrong. */
export type Finding = { what: string; ok: boolean; found: string };

const patienceMs = 5_000;

/** Tries a connection; nothing is changed, and no token leaves this process. @throws ValidationError */
export async function testConnection(operator: SignedIn, slug: string): Promise<Finding[]> {
  const row = await requireConnection(slug);
  const change = { action: "connection.test", connection: row.id };
  return withAudit(operator, change, async () => {
    const vendor = requireVendor(row.vendor);
    const settings = vendor.settings.safeParse(row.settings);
    const findings: Finding[] = [
      {
        what: "Settings",
        ok: settings.success,
        found: settings.success
          ? "They are complete."
          : `Look again at ${settings.error.issues.map(({ path }) => path.join(".")).join(", ")}.`,
      },
    ];
    if (settings.success) {
      findings.push(...(await testKeys(row, vendor, settings.data)));
      const { frame, script } = vendor.origins(settings.data);
      const asked = [...new Set([...frame, ...script])].map(ask);
      findings.push(...(await Promise.all(asked)));
    }
    const failed = findings.filter(({ ok }) => !ok).map(({ what }) => what);
    await auditEntry(operator, { ...change, detail: { slug, failed } });
    return findings;
  });
}

type Row = Awaited<ReturnType<typeof requireConnection>>;
type Vendor = ReturnType<typeof requireVendor>;

async function testKeys(row: Row, vendor: Vendor, settings: unknown): Promise<Finding[]> {
  const [keys, dashboard] = await Promise.all([
    db().embedCredential.findMany({
      where: {
        ...{ connectionId: row.id, state: { in: ["active", "pending"] } },
        // A key of the vendor's own API seals nothing.
        algorithm: { not: "api" },
      },
      orderBy: { createdAt: "desc" },
      include: { tenant: { select: { id: true, slug: true, name: true } } },
    }),
    db().dashboard.findFirst({ where: { connectionId: row.id }, orderBy: { position: "asc" } }),
  ]);
  if (!keys.some(({ state }) => state === "active")) {
    return [{ what: "Keys", ok: false, found: "None is in use: add one, or put one into use." }];
  }
  const findings: Finding[] = [];
  for (const key of keys) {
    const what = `Key ${key.kid}`;
    const mapping = await db().tenantMapping.findFirst({
      where: {
        ...{ connectionId: row.id, region: "" },
        ...(key.tenantId && { tenantId: key.tenantId }),
      },
      include: { tenant: { select: { id: true, slug: true, name: true } } },
    });
    if (!mapping) {
      const who = key.tenant ? key.tenant.name : "any tenant";
      const found = `No token can be sealed: the names of ${who} at the vendor are missing.`;
      findings.push({ what, ok: false, found });
      continue;
    }
    try {
      const secret = decrypt(key.encryptedSecret, { ...key, connectionId: row.id });
      const [problem] = checkCredential(vendor.credential, key.algorithm, secret);
      if (problem) {
        findings.push({ what, ok: false, found: problem });
        continue;
      }
      const [kind = ""] = Object.keys(vendor.kinds);
      const shown = dashboard ?? { ref: "test", kind, title: "Test" };
      const names = mapping.names as Record<string, string>;
      const scope = scopeOf(mapping.tenant, names, shown, key.kid);
      const claims = vendor.claims(scope, settings);
      const { algorithm, kid } = key;
      const token = await createToken(claims, { algorithm, need: vendor.credential, kid, secret });
      const found = `A test token for ${mapping.tenant.name} was sealed, ${token.length} characters.`;
      findings.push({ what, ok: true, found });
    } catch (error) {
      findings.push({ what, ok: false, found: wordsOf(error) });
    }
  }
  return findings;
}

function scopeOf(
  tenant: EmbedScope["tenant"],
  names: Record<string, string>,
  dashboard: EmbedScope["dashboard"],
  keyId: string,
): EmbedScope {
  const issuedAt = Math.floor(Date.now() / 1_000);
  return {
    tenant,
    viewer: { id: "connection-test", email: "test@example.org", name: "Test", role: "member" },
    ...{ teams: [], region: null, names, teamNames: [], capabilities: ["view"] },
    dashboard,
    ...{ id: "connection-test", keyId, issuedAt, expiresAt: issuedAt + 60 },
    ...{ theme: "light", locale: "en-US", timeZone: "UTC", hostOrigin: env().origin },
  };
}

/** Words of errors that are known to hold no secret; of others nothing is repeated. */
function wordsOf(error: unknown): string {
  const known =
    error instanceof NotConfigured || error instanceof TokenError || error instanceof VaultError;
  return known ? error.message : "It failed for a reason that is not known here.";
}

/** Any answer counts: whether a token is welcome is another question. */
async function ask(origin: string): Promise<Finding> {
  const what = `Address ${origin}`;
  try {
    const signal = AbortSignal.timeout(patienceMs);
    const answer = await fetch(origin, { redirect: "manual", signal, cache: "no-store" });
    await answer.body?.cancel();
    const ok = answer.status < 500;
    const found = ok ? "It answers." : `It answers with ${answer.status}: the vendor has trouble.`;
    return { what, ok, found };
  } catch (error) {
    const late = error instanceof Error && error.name === "TimeoutError";
    const found = late
      ? `It did not answer within ${patienceMs / 1_000} seconds.`
      : "It cannot be reached from this server: check the address, name service and proxies.";
    return { what, ok: false, found };
  }
}
