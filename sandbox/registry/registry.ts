// Decides how what administrators register is kept: named items, and keys that only ever come from here.
import { randomBytes, randomUUID } from "node:crypto";
import type { z } from "zod";
import type { Database } from "../database";
import { type Algorithm, importKey, type VerificationKey } from "../verify/keys";

export interface Registry {
  /** Makes or replaces an item; doing it twice changes nothing. */
  put(door: string, kind: string, id: string, body: object, parent?: string): Promise<void>;
  /** The item, or undefined. */
  find<T>(
    door: string,
    kind: string,
    id: string,
    schema: z.ZodType<T>,
    parent?: string,
  ): Promise<T | undefined>;
  list<T>(
    door: string,
    kind: string,
    schema: z.ZodType<T>,
    parent?: string,
  ): Promise<{ id: string; body: T }[]>;
  /** Checks and stores a key. Throws UnfitKey. */
  addKey(
    door: string,
    key: { kid: string; owner: string; algorithm: Algorithm; material: string },
    now: number,
  ): Promise<void>;
  /** All keys of a door, newest first within an owner, as a map: a `kid` never reaches SQL. */
  keys(door: string): Promise<KeyRing>;
  /** The text of a symmetric secret that the sandbox itself issues tokens with. */
  findSecret(door: string, kid: string): Promise<string | undefined>;
  /** After this every token made with the key is refused, at once and for good. */
  removeKey(door: string, kid: string): Promise<boolean>;
}

export interface KeyRing {
  byId(kid: string): VerificationKey | undefined;
  byOwner(owner: string): VerificationKey[];
  all: VerificationKey[];
}

interface KeyRow {
  kid: string;
  owner: string;
  algorithm: Algorithm;
  material: string;
}

export function openRegistry(database: Database): Registry {
  return {
    put: async (door, kind, id, body, parent = "") => {
      await database.query(
        `insert into sandbox.item (door, kind, parent, id, body) values ($1, $2, $3, $4, $5::text::jsonb)
         on conflict (door, kind, parent, id) do update set body = excluded.body`,
        [door, kind, parent, id, JSON.stringify(body)],
      );
    },
    find: async (door, kind, id, schema, parent = "") => {
      const [row] = await database.query<{ body: unknown }>(
        "select body from sandbox.item where door = $1 and kind = $2 and parent = $3 and id = $4",
        [door, kind, parent, id],
      );
      return row && schema.parse(row.body);
    },
    list: async (door, kind, schema, parent = "") => {
      const rows = await database.query<{ id: string; body: unknown }>(
        "select id, body from sandbox.item where door = $1 and kind = $2 and parent = $3 order by id",
        [door, kind, parent],
      );
      return rows.map((row) => ({ id: row.id, body: schema.parse(row.body) }));
    },
    addKey: async (door, { kid, owner, algorithm, material }, now) => {
      importKey(algorithm, material);
      await database.query(
        `insert into sandbox.signing_key (door, kid, owner, algorithm, material, created_at)
         values ($1, $2, $3, $4, $5, $6)`,
        [door, kid, owner, algorithm, material, now],
      );
    },
    keys: async (door) => {
      const rows = await database.query<KeyRow>(
        "select kid, owner, algorithm, material from sandbox.signing_key where door = $1 order by created_at desc, kid",
        [door],
      );
      const all = rows.map(({ kid, owner, algorithm, material }) => ({
        kid,
        owner,
        algorithm,
        key: importKey(algorithm, material),
      }));
      const map = new Map(all.map((key) => [key.kid, key]));
      return {
        all,
        byId: (kid) => map.get(kid),
        byOwner: (owner) => all.filter((key) => key.owner === owner),
      };
    },
    findSecret: async (door, kid) => {
      const rows = await database.query<KeyRow>(
        "select kid, material from sandbox.signing_key where door = $1 and algorithm in ('HS256', 'A256GCM')",
        [door],
      );
      return rows.find((row) => row.kid === kid)?.material;
    },
    removeKey: async (door, kid) => {
      const rows = await database.query(
        "delete from sandbox.signing_key where door = $1 and kid = $2 returning kid",
        [door, kid],
      );
      return rows.length === 1;
    },
  };
}

/** A secret of 43 characters with 256 random bits, to be used as its text. */
export function newSecret(): string {
  return randomBytes(32).toString("base64url");
}

/** A secret of exactly 32 ASCII characters with 192 random bits. */
export function newSecret32(): string {
  return randomBytes(24).toString("base64url");
}

export function newId(): string {
  return randomUUID();
}
