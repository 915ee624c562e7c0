import { once } from "node:events";
import { connect } from "node:net";
import pg from "pg";
import { afterAll, beforeAll, expect, it } from "vitest";
import { servePGlite } from "./pglite-server";

let database: Awaited<ReturnType<typeof servePGlite>>;
let pool: pg.Pool;
beforeAll(async () => {
  database = await servePGlite();
  pool = new pg.Pool({ connectionString: database.url, max: 8 });
  await pool.query("create table note (id text primary key, times int)");
});
afterAll(async () => {
  await pool.end();
  await database.close();
});

const counted = `with one as (
  insert into note values ('counter', 1)
  on conflict (id) do update set times = note.times + 1 returning times
) select $1::text as mine, $2::int as times from one`;

it("gives every client its own rows, beside transactions", async () => {
  let wrong = 0;
  const ask = async (client: pg.Pool | pg.PoolClient, mine: string) => {
    const { rows } = await client.query(counted, [mine, 1]);
    if (rows.length !== 1 || rows[0].mine !== mine) wrong += 1;
  };
  const walk = async (worker: number) => {
    for (let turn = 0; turn < 60; turn += 1) {
      const mine = `${worker}-${turn}`;
      if (worker > 1) {
        await ask(pool, mine);
        continue;
      }
      const client = await pool.connect();
      await client.query("begin");
      await ask(client, mine);
      await client.query("commit");
      client.release();
    }
  };
  await Promise.all(Array.from({ length: 8 }, (_, worker) => walk(worker)));
  expect(wrong).toBe(0);
  expect((await pool.query("select times from note")).rows).toEqual([{ times: 480 }]);
});

it("goes on after a client that left in the middle of a request", async () => {
  const socket = connect(Number(new URL(database.url).port), "127.0.0.1");
  const startup = Buffer.from("\0\0\0\0\0\u0003\0\0user\0postgres\0\0", "latin1");
  startup.writeInt32BE(startup.length);
  socket.write(startup);
  await once(socket, "data");
  const parse = Buffer.from("P\0\0\0\0\0select 1\0\0\0", "latin1");
  parse.writeInt32BE(parse.length - 1, 1);
  socket.write(parse);
  await once(socket, "data");
  socket.destroy();
  expect((await pool.query("select $1::text as mine", ["here"])).rows).toEqual([{ mine: "here" }]);
});
