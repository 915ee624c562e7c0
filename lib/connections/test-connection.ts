import { auditEntry, withAudit } from "@/lib/audit/record";
import type { SignedIn } from "@/lib/auth/session";
import { db } from "@/lib/db";
import { checkCredential } from "@/lib/embed/check-credential";
import { createToken, TokenError } from "@/lib/embed/token";
import { decrypt, VaultError } from "@/lib/vault/vault";
import { NotConfigured } from "@/lib/vendors/contract";
import { requireVendor } from "@/lib/vendors/registry";
import { placeholderScope } from "./checks";
import { requireConnection } from "./connections";

export type TestResult = { what: string; ok: boolean; found: string };

const timeoutMs = 5_000;

/** Tests settings, keys and addresses. No token leaves this process. @throws ValidationError */
export async function testConnection(operator: SignedIn, slug: string): Promise<TestResult[]> {
  const row = await requireConnection(slug);
  const change = { action: "connection.test", connection: row.id };
  return withAudit(operator, change, async () => {
    const vendor = requireVendor(row.vendor);
    const settings = vendor.settings.safeParse(row.settings);
    const results: TestResult[] = [
      {
        what: "Settings",
        ok: settings.success,
        found: settings.success
          ? "Complete."
          : `Check ${settings.error.issues.map(({ path }) => path.join(".")).join(", ")}.`,
      },
    ];
    if (settings.success) {
      results.push(...(await testKeys(row, vendor, settings.data)));
      const { frame, script } = vendor.origins(settings.data);
      const origins = [...new Set([...frame, ...script])];
      results.push(...(await Promise.all(origins.map(testOrigin))));
    }
    const failed = results.filter(({ ok }) => !ok).map(({ what }) => what);
    await auditEntry(operator, { ...change, detail: { slug, failed } });
    return results;
  });
}

type Row = Awaited<ReturnType<typeof requireConnection>>;
type Vendor = ReturnType<typeof requireVendor>;

async function testKeys(row: Row, vendor: Vendor, settings: unknown): Promise<TestResult[]> {
  const tenant = { select: { id: true, slug: true, name: true } };
  const [keys, mappings, registered] = await Promise.all([
    db().embedCredential.findMany({
      where: {
        connectionId: row.id,
        state: { in: ["active", "pending"] },
        algorithm: { not: "api" },
      },
      orderBy: { createdAt: "desc" },
    }),
    db().tenantMapping.findMany({
      where: { connectionId: row.id, region: "" },
      include: { tenant },
    }),
    db().dashboard.findFirst({ where: { connectionId: row.id }, orderBy: { position: "asc" } }),
  ]);
  if (!keys.some(({ state }) => state === "active")) {
    return [{ what: "Keys", ok: false, found: "No key is active. Add or activate one." }];
  }
  const [kind = ""] = Object.keys(vendor.kinds);
  const dashboard = registered ?? { ref: "test", kind, title: "Test" };

  /** @throws NotConfigured, TokenError, VaultError */
  async function testKey(key: (typeof keys)[number]): Promise<string> {
    const mapping = mappings.find((one) => !key.tenantId || one.tenantId === key.tenantId);
    if (!mapping) throw new NotConfigured("mapping", "Needs a tenant with a mapping.");
    const secret = decrypt(key.encryptedSecret, { ...key, connectionId: row.id });
    const { algorithm, kid } = key;
    const [problem] = checkCredential(vendor.credential, algorithm, secret);
    if (problem) throw new NotConfigured("credential", problem);
    const issuedAt = Math.floor(Date.now() / 1_000);
    const scope = placeholderScope({
      tenant: mapping.tenant,
      mapping: mapping.names as Record<string, string>,
      dashboard,
      kid,
      issuedAt,
      expiresAt: issuedAt + 60,
    });
    const claims = vendor.claims(scope, settings);
    const token = await createToken(claims, { algorithm, need: vendor.credential, kid, secret });
    return `Made a test token for ${mapping.tenant.name}, ${token.length} characters.`;
  }
  return Promise.all(
    keys.map(async (key) => {
      const what = `Key ${key.kid}`;
      try {
        return { what, ok: true, found: await testKey(key) };
      } catch (error) {
        return { what, ok: false, found: messageOf(error) };
      }
    }),
  );
}

/** Only of errors that hold no secret. */
function messageOf(error: unknown): string {
  const known =
    error instanceof NotConfigured || error instanceof TokenError || error instanceof VaultError;
  return known ? error.message : "Failed for an unknown reason.";
}

/** Any response below 500 counts: this is about reaching the vendor. */
async function testOrigin(origin: string): Promise<TestResult> {
  const what = `Address ${origin}`;
  try {
    const signal = AbortSignal.timeout(timeoutMs);
    const response = await fetch(origin, { redirect: "manual", signal, cache: "no-store" });
    await response.body?.cancel();
    const ok = response.status < 500;
    const found = ok ? "Reachable." : `Responded with ${response.status}.`;
    return { what, ok, found };
  } catch (error) {
    const late = error instanceof Error && error.name === "TimeoutError";
    const found = late
      ? `No response within ${timeoutMs / 1_000} seconds.`
      : "Can't be reached from this server. Check the address, DNS and proxies.";
    return { what, ok: false, found };
  }
}
