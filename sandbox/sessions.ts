import { createHash, randomBytes } from "node:crypto";
import { Refusal } from "./errors";
import type { Sandbox, VendorInstance } from "./sandbox";
import { type ViewerScope, viewerScopeSchema } from "./viewer-scope";

/** Sessions of one vendor. Only a hash of a bearer or cookie value is stored. */
export class Sessions {
  constructor(private readonly vendor: VendorInstance) {}

  /**
   * Opens a session that ends at `scope.expiresAt`.
   * @param load the page load that the session is bound to, where a vendor has several
   * @returns the bearer or cookie value
   */
  async open(scope: ViewerScope, load = ""): Promise<string> {
    const value = randomBytes(32).toString("base64url");
    await this.#query(
      `insert into sandbox.session (vendor, hash, scope, expires_at)
       values ($1, $2, $3::text::jsonb, $4)`,
      [hash(value, load), JSON.stringify(scope), scope.expiresAt],
    );
    return value;
  }

  /** @throws Refusal */
  async require(value: string, load = ""): Promise<ViewerScope> {
    const [row] = await this.#query<{ scope: unknown }>(
      "select scope from sandbox.session where vendor = $1 and hash = $2",
      [hash(value, load)],
    );
    if (!row) throw new Refusal("session");
    const scope = viewerScopeSchema.parse(row.scope);
    if (scope.expiresAt <= this.vendor.now()) throw new Refusal("expired");
    return scope;
  }

  async delete(value: string, load = ""): Promise<void> {
    const hashed = hash(value, load);
    await this.#query("delete from sandbox.session where vendor = $1 and hash = $2", [hashed]);
  }

  /** @returns how many there were */
  async deleteAll(): Promise<number> {
    const rows = await this.#query("delete from sandbox.session where vendor = $1 returning hash");
    return rows.length;
  }

  async count(): Promise<number> {
    const [row] = await this.#query<{ count: number }>(
      "select count(*)::int as count from sandbox.session where vendor = $1 and expires_at > $2",
      [this.vendor.sandbox.clock()],
    );
    return row?.count ?? 0;
  }

  #query<Row>(sql: string, parameters: unknown[] = []): Promise<Row[]> {
    return this.vendor.sandbox.database.query<Row>(sql, [this.vendor.name, ...parameters]);
  }
}

/** Keeps a session for a day after its end: until then it is answered as expired. */
export async function deleteEndedSessions({ database, clock }: Sandbox): Promise<void> {
  await database.query("delete from sandbox.session where expires_at < $1", [clock() - 86_400]);
}

function hash(value: string, load: string): string {
  return createHash("sha256").update(`${load} ${value}`).digest("hex");
}
