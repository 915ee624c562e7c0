// Fills an empty database with the demo and keeps the sandbox connections' URLs up to date with its port.
import { demoPassword } from "@/lib/auth/demo-accounts";
import { hashPassword } from "@/lib/auth/password";
import { applyConnectionFile } from "@/lib/connections/connection-file";
import { createClient } from "@/lib/db";
import { env } from "@/lib/env";
import { normalizeEmail } from "@/lib/users/email-address";
import { people, tenants } from "./demo";
import { openAccounts, updateUrls } from "./sandbox-accounts";

const { DATABASE_URL, SANDBOX_URL, origin, secure } = readEnv();
const db = createClient(DATABASE_URL);

try {
  if (SANDBOX_URL) await updateUrls(db, SANDBOX_URL, origin);
  // People are added last, so a seed that was interrupted starts again.
  if ((await db.user.count()) > 0) {
    console.log("The database already has people: nothing to seed.");
  } else if (!SANDBOX_URL) {
    console.log("SANDBOX_URL is unset: nothing to seed.");
  } else if (secure) {
    console.log(
      "NEXTAUTH_URL is https: the demo accounts' password is public, so none are created.",
    );
  } else {
    await addTenants();
    for (const { file, secrets } of await openAccounts(SANDBOX_URL, origin)) {
      await applyConnectionFile(db, file, (name) => secrets[name] ?? "", true);
    }
    await addPeople();
    console.log(`Seeded ${people.length} people in ${tenants.length} tenants.`);
  }
} finally {
  await db.$disconnect();
}

/** An invalid environment is a sentence, not a stack trace. */
function readEnv() {
  try {
    return env();
  } catch (error) {
    console.error(error instanceof Error ? error.message : "The environment is invalid.");
    process.exit(1);
  }
}

async function addTenants(): Promise<void> {
  for (const { slug, name, hue, attributes, teams } of tenants) {
    const data = { name, hue, attributes };
    const create = teams.map((team) => ({ slug: team.toLowerCase(), name: team }));
    await db.tenant.upsert({
      where: { slug },
      create: { slug, ...data, teams: { create } },
      update: data,
    });
  }
}

async function addPeople(): Promise<void> {
  const passwordHash = await hashPassword(demoPassword);
  const teams = await db.team.findMany({
    select: { id: true, name: true, tenant: { select: { slug: true } } },
  });
  const idsOf = (tenant: string, names: string[]) =>
    teams.filter((team) => team.tenant.slug === tenant && names.includes(team.name));
  await db.$transaction(
    people.map(({ email, name, note, isOperator = false, isSuspended, memberships }, index) =>
      db.user.create({
        data: {
          email: normalizeEmail(email),
          name,
          passwordHash,
          demoNote: note,
          isOperator,
          suspendedAt: isSuspended ? new Date() : null,
          // The sign-in page lists them in this order.
          createdAt: new Date(Date.now() + index),
          memberships: {
            create: memberships.map(({ tenant, role, region, teams }) => ({
              tenant: { connect: { slug: tenant } },
              role,
              attributes: region ? { region } : {},
              teams: {
                create: idsOf(tenant, teams).map(({ id }) => ({ team: { connect: { id } } })),
              },
            })),
          },
        },
      }),
    ),
  );
}
