// Fills an empty database with the demo: tenants, the sandbox's connections, people. At every start it
// also lets the sandbox's addresses follow the ports. Run by the scripts.
import { demoPassword } from "@/lib/auth/demo-accounts";
import { hashPassword } from "@/lib/auth/password";
import { applyConnectionFile } from "@/lib/connections/connection-file";
import { createClient } from "@/lib/db";
import { env } from "@/lib/env";
import { normalizeEmail } from "@/lib/users/email-address";
import { people, tenants } from "./demo";
import { followAddresses, openAccounts } from "./sandbox-accounts";

const { DATABASE_URL, SANDBOX_URL: sandbox, origin, secure } = readEnv();
const db = createClient(DATABASE_URL);

try {
  if (sandbox) await followAddresses(db, sandbox, origin);
  // People come last: a database with people is one that a seed has finished, or that is in use.
  if ((await db.user.count()) > 0) {
    console.log("The database holds people already: nothing to seed.");
  } else if (!sandbox) {
    console.log("No sandbox (SANDBOX_URL is unset): nothing to seed.");
  } else if (secure) {
    console.log("NEXTAUTH_URL is https: accounts with a public password are not for that.");
  } else {
    await addTenants();
    for (const { file, secrets } of await openAccounts(sandbox, origin)) {
      await applyConnectionFile(db, file, (name) => secrets[name] ?? "", true);
    }
    await addPeople();
    console.log(`Seeded ${people.length} people in ${tenants.length} tenants.`);
  }
} finally {
  await db.$disconnect();
}

/** A mistake in the environment is a sentence, not a stack trace. */
function readEnv() {
  try {
    return env();
  } catch (error) {
    console.error(error instanceof Error ? error.message : "The environment does not fit.");
    process.exit(1);
  }
}

async function addTenants(): Promise<void> {
  for (const { slug, name, hue, attributes, teams } of tenants) {
    const about = { name, hue, attributes };
    await db.tenant.upsert({
      where: { slug },
      create: {
        slug,
        ...about,
        teams: { create: teams.map((team) => ({ slug: team.toLowerCase(), name: team })) },
      },
      update: about,
    });
  }
}

async function addPeople(): Promise<void> {
  const passwordHash = await hashPassword(demoPassword);
  const found = await db.tenant.findMany({ include: { teams: true } });
  const tenantOf = new Map(found.map((tenant) => [tenant.slug, tenant]));
  await db.$transaction(
    people.map(({ email, name, note, isOperator, suspended, memberships }, index) =>
      db.user.create({
        data: {
          email: normalizeEmail(email),
          name,
          passwordHash,
          demoNote: note,
          isOperator: isOperator ?? false,
          suspendedAt: suspended ? new Date() : null,
          // The sign-in page lists them in this order.
          createdAt: new Date(Date.now() + index),
          memberships: {
            create: memberships.map(({ tenant, role, region, teams }) => ({
              tenant: { connect: { slug: tenant } },
              role,
              attributes: region ? { region } : {},
              teams: {
                create: (tenantOf.get(tenant)?.teams ?? [])
                  .filter((team) => teams.includes(team.name))
                  .map(({ id }) => ({ team: { connect: { id } } })),
              },
            })),
          },
        },
      }),
    ),
  );
}
