import { randomBytes } from "node:crypto";
import type { z } from "zod";
import type { Database } from "./database/database";
import { apiError } from "./errors";
import { type Algorithm, importKey, type VerificationKey } from "./tokens/keys";

/** A kind of thing that administrators register, stored under the path it is registered at. */
export interface Resource<T> {
  /** For instance `organizations/:org/teams/:team`. */
  path: string;
  schema: z.ZodType<T>;
  parent?: Resource<object>;
}

export function resource<T extends object>(
  path: string,
  schema: z.ZodType<T>,
  parent?: Resource<object>,
): Resource<T> {
  return parent ? { path: `${parent.path}/${path}`, schema, parent } : { path, schema };
}

/** @param ids values of the path's parameters, in order; further ones are ignored */
function fillPath(path: string, ids: string[]): string {
  let next = 0;
  return path.replace(/:\w+/g, () => encodeURIComponent(ids[next++] ?? ""));
}

interface KeyRow {
  kid: string;
  owner: string;
  algorithm: Algorithm;
  material: string;
}

/** What one vendor's administrators registered. */
export class Registry {
  constructor(
    private readonly database: Database,
    private readonly vendor: string,
  ) {}

  async put<T>({ path }: Resource<T>, ids: string[], body: T): Promise<void> {
    await this.database.query(
      `insert into sandbox.resource (vendor, path, body) values ($1, $2, $3::text::jsonb)
       on conflict (vendor, path) do update set body = excluded.body`,
      [this.vendor, fillPath(path, ids), JSON.stringify(body)],
    );
  }

  async find<T>({ path, schema }: Resource<T>, ...ids: string[]): Promise<T | undefined> {
    const [row] = await this.database.query<{ body: unknown }>(
      "select body from sandbox.resource where vendor = $1 and path = $2",
      [this.vendor, fillPath(path, ids)],
    );
    return row && schema.parse(row.body);
  }

  /** @throws HTTPException 404 */
  async require<T>(kind: Resource<T>, ...ids: string[]): Promise<T> {
    const found = await this.find(kind, ...ids);
    if (!found) throw apiError(404, `${fillPath(kind.path, ids)} does not exist.`);
    return found;
  }

  /** Everything of this kind under the given parents. */
  async list<T>({ path, schema }: Resource<T>, ...parents: string[]) {
    const collection = fillPath(path.slice(0, path.lastIndexOf(":")), parents);
    const rows = await this.database.query<{ path: string; body: unknown }>(
      "select path, body from sandbox.resource where vendor = $1 and starts_with(path, $2) order by path",
      [this.vendor, collection],
    );
    return rows.flatMap((row) => {
      const id = row.path.slice(collection.length);
      return id.includes("/") ? [] : { id: decodeURIComponent(id), body: schema.parse(row.body) };
    });
  }

  /** @throws InvalidKey */
  async addKey(key: KeyRow): Promise<void> {
    importKey(key.algorithm, key.material);
    await this.database.query(insertKey, [
      this.vendor,
      key.kid,
      key.owner,
      key.algorithm,
      key.material,
    ]);
  }

  /** Newest first. Looked up in memory, so that a token's `kid` never reaches SQL. */
  async keys() {
    const rows = await this.database.query<KeyRow>(
      "select kid, owner, algorithm, material from sandbox.signing_key where vendor = $1 order by position desc",
      [this.vendor],
    );
    const all: VerificationKey[] = rows.map(({ material, ...row }) => ({
      ...row,
      key: importKey(row.algorithm, material),
    }));
    return {
      all,
      byId: (kid: string) => all.find((key) => key.kid === kid),
      byOwner: (owner: string) => all.filter((key) => key.owner === owner),
    };
  }

  /** From now on every token made with the key is refused. */
  async removeKey(kid: string): Promise<boolean> {
    const rows = await this.database.query(
      "delete from sandbox.signing_key where vendor = $1 and kid = $2 returning kid",
      [this.vendor, kid],
    );
    return rows.length === 1;
  }

  /** Replaces the keys of an owner whose `kid` starts with the prefix. */
  replaceKeys(owner: string, prefix: string, keys: Omit<KeyRow, "owner">[]): Promise<void> {
    return this.database.transaction(async (tx) => {
      await tx.query(
        "delete from sandbox.signing_key where vendor = $1 and owner = $2 and starts_with(kid, $3)",
        [this.vendor, owner, prefix],
      );
      for (const { kid, algorithm, material } of keys) {
        await tx.query(`${insertKey} on conflict do nothing`, [
          this.vendor,
          prefix + kid,
          owner,
          algorithm,
          material,
        ]);
      }
    });
  }
}

const insertKey =
  "insert into sandbox.signing_key (vendor, kid, owner, algorithm, material) values ($1, $2, $3, $4, $5)";

/** 43 characters with 256 random bits; signs with the bytes of its text. */
export function newSecret(): string {
  return randomBytes(32).toString("base64url");
}
