// Prints the address of the PostgreSQL that answers at 127.0.0.1:5432 and lets us create databases.
import { pathToFileURL } from "node:url";
import pg from "pg";

/** @returns {Promise<string | null>} */
export async function findPostgres(port = 5432) {
  for (const user of ["postgres", "root"]) {
    const url = `postgres://${user}@127.0.0.1:${port}/postgres`;
    const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 3_000 });
    try {
      await client.connect();
      const { rows } = await client.query(
        "SELECT rolsuper OR (rolcreatedb AND rolcreaterole) AS fits FROM pg_roles WHERE rolname = current_user",
      );
      if (rows[0].fits) return url;
    } catch {
      // Not there, or not for us: the next one.
    } finally {
      await client.end().catch(() => {});
    }
  }
  return null;
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? "").href) {
  const url = await findPostgres();
  if (url) console.log(url);
  process.exit(url ? 0 : 1);
}
