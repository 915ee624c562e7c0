// How the embedded database is addressed.

/**
 * What `pg`, `@prisma/adapter-pg` and psql need to reach the embedded database: no TLS, no password
 * (it listens on the loopback interface only), one database. Do not name prepared statements
 * through it: all its clients share one backend.
 *
 * @param {number} port
 */
export function databaseUrl(port) {
  return `postgres://postgres@127.0.0.1:${port}/postgres`;
}
