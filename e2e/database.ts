import { randomUUID } from "node:crypto";
import pg from "pg";

// The embedded database has a single backend.
const pool = new pg.Pool({ connectionString: process.env.DATABASE_URL, max: 1 });

export async function query<Row extends pg.QueryResultRow>(
  sql: string,
  values: unknown[] = [],
): Promise<Row[]> {
  return (await pool.query<Row>(sql, values)).rows;
}

export type Role = "owner" | "admin" | "member";
export type TestPerson = { id: string; email: string };

/** Creates a person with the demo password. */
export async function addPerson(
  tenant: string,
  teams: string[] = [],
  role: Role = "member",
): Promise<TestPerson> {
  const id = randomUUID();
  const email = `${id}@people.example`;
  await query(
    `insert into "User" (id, email, name, "passwordHash")
     select $1, $2, 'Test Person', "passwordHash" from "User" where email = 'viewer@acme.example'`,
    [id, email],
  );
  await addMembership(id, tenant, teams, role);
  return { id, email };
}

export async function addMembership(
  userId: string,
  tenant: string,
  teams: string[] = [],
  role: Role = "member",
): Promise<void> {
  await query(
    `insert into "Membership" ("tenantId", "userId", role)
     select id, $2, $3::"Role" from "Tenant" where slug = $1`,
    [tenant, userId, role],
  );
  await query(
    `insert into "TeamMembership" ("tenantId", "teamId", "userId")
     select t.id, team.id, $2 from "Tenant" t join "Team" team on team."tenantId" = t.id
     where t.slug = $1 and team.name = any($3)`,
    [tenant, userId, teams],
  );
}

export async function removePerson({ id }: TestPerson): Promise<void> {
  await query(`delete from "User" where id = $1`, [id]);
}

export const mintsOf = (person: TestPerson) =>
  query<{ outcome: string; kid: string | null; dashboard: string; at: Date }>(
    `select outcome, kid, dashboard, at from "AuditEvent"
     where "userId" = $1 and action = 'mint' order by at`,
    [person.id],
  );
