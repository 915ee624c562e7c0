// Decides which bearers and cookies stand for a viewer: random values, of which only a hash is kept.
import { createHash, randomBytes } from "node:crypto";
import type { Database } from "./database";
import { type ViewerScope, viewerScope } from "./scope";

export interface Sessions {
  /** Opens a session that ends at `scope.expiresAt`; the value is returned once, never again. */
  open(door: string, scope: ViewerScope, loadId: string, now: number): Promise<string>;
  /** The scope as it was proven at the start, also when its time is over; undefined if unknown. */
  find(door: string, value: string, loadId: string): Promise<ViewerScope | undefined>;
  close(door: string, values: string[]): Promise<void>;
  /** Ends all sessions of a door and says how many there were. */
  closeAll(door: string): Promise<number>;
  count(door: string, now: number): Promise<number>;
  /** Drops sessions that ended more than a day ago; until then they are told "expired". */
  sweep(now: number): Promise<void>;
}

export function openSessions(database: Database): Sessions {
  return {
    open: async (door, scope, loadId, now) => {
      const value = randomBytes(32).toString("base64url");
      await database.query(
        `insert into sandbox.session (door, hash, load_id, scope, created_at, expires_at)
         values ($1, $2, $3, $4::text::jsonb, $5, $6)`,
        [door, hash(value), loadId, JSON.stringify(scope), now, scope.expiresAt],
      );
      return value;
    },
    find: async (door, value, loadId) => {
      const [row] = await database.query<{ scope: unknown }>(
        "select scope from sandbox.session where door = $1 and hash = $2 and load_id = $3",
        [door, hash(value), loadId],
      );
      return row && viewerScope.parse(row.scope);
    },
    close: async (door, values) => {
      await database.query(
        "delete from sandbox.session where door = $1 and hash = any ($2::text[])",
        [door, values.map(hash)],
      );
    },
    closeAll: async (door) => {
      const rows = await database.query(
        "delete from sandbox.session where door = $1 returning hash",
        [door],
      );
      return rows.length;
    },
    count: async (door, now) => {
      const [row] = await database.query<{ live: number }>(
        "select count(*)::int as live from sandbox.session where door = $1 and expires_at > $2",
        [door, now],
      );
      return row?.live ?? 0;
    },
    sweep: async (now) => {
      await database.query("delete from sandbox.session where expires_at < $1", [now - 86_400]);
    },
  };
}

function hash(value: string): string {
  return createHash("sha256").update(value).digest("hex");
}
