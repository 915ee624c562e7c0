import type { z } from "zod";
import type { Database } from "./database/database";
import { apiError } from "./errors";

/** A kind of thing that is registered at a vendor, stored under the path it is registered at. */
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

/** What is registered at one vendor. */
export class Registry {
  constructor(
    private readonly database: Database,
    private readonly vendor: string,
  ) {}

  put<T>(kind: Resource<T>, ids: string[], body: T) {
    return this.#insert(kind, ids, body, "(vendor, path) do update set body = excluded.body");
  }

  /** Leaves an existing one as it is. */
  add<T>(kind: Resource<T>, ids: string[], body: T) {
    return this.#insert(kind, ids, body, "do nothing");
  }

  async #insert<T>({ path }: Resource<T>, ids: string[], body: T, onConflict: string) {
    await this.#query(
      `insert into sandbox.resource (vendor, path, body) values ($1, $2, $3::text::jsonb)
       on conflict ${onConflict}`,
      [fillPath(path, ids), JSON.stringify(body)],
    );
  }

  async find<T>({ path, schema }: Resource<T>, ...ids: string[]): Promise<T | undefined> {
    const [row] = await this.#query<{ body: unknown }>(
      "select body from sandbox.resource where vendor = $1 and path = $2",
      [fillPath(path, ids)],
    );
    return row && schema.parse(row.body);
  }

  /** @throws HTTPException 404 */
  async require<T>(kind: Resource<T>, ...ids: string[]): Promise<T> {
    const found = await this.find(kind, ...ids);
    if (!found) throw apiError(404, `${fillPath(kind.path, ids)} does not exist.`);
    return found;
  }

  /** In the order in which they were added. */
  async list<T>({ path, schema }: Resource<T>, ...parents: string[]) {
    const collection = fillPath(path.slice(0, path.lastIndexOf(":")), parents);
    const rows = await this.#query<{ path: string; body: unknown }>(
      `select path, body from sandbox.resource
       where vendor = $1 and starts_with(path, $2) order by position`,
      [collection],
    );
    return rows.flatMap((row) => {
      const id = row.path.slice(collection.length);
      return id.includes("/") ? [] : { id: decodeURIComponent(id), body: schema.parse(row.body) };
    });
  }

  async delete<T>({ path }: Resource<T>, ...ids: string[]): Promise<boolean> {
    const rows = await this.#query(
      "delete from sandbox.resource where vendor = $1 and path = $2 returning path",
      [fillPath(path, ids)],
    );
    return rows.length === 1;
  }

  #query<Row>(sql: string, parameters: unknown[]): Promise<Row[]> {
    return this.database.query<Row>(sql, [this.vendor, ...parameters]);
  }
}
