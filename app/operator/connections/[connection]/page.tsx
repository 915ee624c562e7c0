import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { ConfirmButton } from "@/app/forms/confirm";
import { Tile } from "@/app/ui/marks";
import { Empty, Part } from "@/app/ui/part";
import { teller } from "@/app/ui/told";
import { requireOperator } from "@/lib/auth/session";
import { findConnection } from "@/lib/catalogue/connection-list";
import { listCredentials } from "@/lib/catalogue/credential-list";
import { recipesOf } from "@/lib/catalogue/make-secret";
import { fieldsOf } from "@/lib/catalogue/schema-fields";
import { listTenantNames } from "@/lib/catalogue/tenants";
import type { Dialect } from "@/lib/dialects/contract";
import { findDialect } from "@/lib/dialects/registry";
import { OperatorPage } from "../../parts/operator-page";
import { disable, edit, enable, test } from "../actions";
import { ConnectionForm } from "../connection-form";
import { AddKey } from "./add-key";
import { ConnectionTest } from "./connection-test";
import { Keys } from "./keys";

export const metadata: Metadata = { title: "Connection" };

type Props = { params: Promise<{ connection: string }> };

export default async function Connection({ params }: Props) {
  const { connection: slug } = await params;
  const operator = await requireOperator(`/operator/connections/${slug}`);
  const found = await findConnection(operator, slug);
  if (!found) notFound();
  const dialect = findDialect(found.dialect);
  const [keys, tenants] = await Promise.all([
    listCredentials(operator, found.id),
    listTenantNames(operator),
  ]);
  const tell = teller(operator);
  return (
    <OperatorPage
      way={[{ label: "Connections", href: "/operator/connections" }]}
      here={found.name}
      title={
        <>
          <Tile letters={found.vendor.mark} hue={found.vendor.hue} size="large" />
          {found.name}
        </>
      }
      sentence={
        <>
          {found.vendor.label}, {found.dashboards} dashboards, named for {found.tenants} tenants.
          {found.disabledAt && <span className="text-warning"> It is disabled.</span>}
          {found.isSandbox && " Its addresses follow the sandbox's."}
        </>
      }
    >
      <Part
        title="Keys"
        sentence="What seals the tokens. A secret is told once, when it is made; a public key stays here."
        action={
          dialect && (
            <AddKey
              connection={slug}
              need={{
                algorithms: algorithmsOf(dialect),
                kid: dialect.credential.kid,
                perTenant: dialect.credential.perTenant,
                perName: dialect.credential.perName ?? null,
                shared: !dialect.credential.algorithms.some((one) => one.startsWith("RS")),
              }}
              recipes={recipesOf(dialect.credential).map(({ value, label }) => ({ value, label }))}
              tenants={tenants.map((one) => ({ value: one.slug, label: one.name }))}
              first={!keys.some(({ state }) => state === "active")}
            />
          )
        }
      >
        {keys.length === 0 ? (
          <Empty>No key yet. Add the one the vendor gave you, or generate one here.</Empty>
        ) : (
          <Keys
            connection={slug}
            keys={keys.map((key) => ({
              kid: key.kid,
              algorithm: key.algorithm,
              tenant: key.tenant?.name ?? null,
              state: key.state,
              publicKey: key.publicKey,
              created: tell(key.createdAt),
              used: tell(key.lastUsedAt),
              ends: tell(key.state === "retiring" ? key.retiresAt : key.retiredAt),
            }))}
          />
        )}
      </Part>
      <Part
        title="Test"
        sentence="Checks settings and keys, seals a test token with each key, and asks whether the vendor's address answers."
      >
        <ConnectionTest connection={slug} action={test} />
      </Part>
      {dialect && (
        <Part title="Settings" sentence="Open panes follow a change with their next token.">
          <div className="max-w-2xl">
            <ConnectionForm
              action={edit}
              submit="Save settings"
              dialect={dialect.vendor}
              connection={slug}
              fields={fieldsOf(dialect.settings, found.settings)}
              name={found.name}
              ttlSeconds={found.ttlSeconds}
              maxSeconds={dialect.maxSeconds}
            />
          </div>
        </Part>
      )}
      <Part
        title={found.disabledAt ? "Enable" : "Disable"}
        sentence={
          found.disabledAt
            ? "Its dashboards say that they are not set up until it is enabled again."
            : "Stops all of its dashboards, for every tenant, within seconds. Nothing is lost."
        }
      >
        {found.disabledAt ? (
          <ConfirmButton
            label="Enable connection"
            title={`Enable ${found.name}?`}
            submit="Enable"
            action={enable}
            hidden={{ connection: slug }}
          >
            <p>Its dashboards open again for everybody who was given them.</p>
          </ConfirmButton>
        ) : (
          <ConfirmButton
            label="Disable connection"
            title={`Disable ${found.name}?`}
            submit="Disable"
            action={disable}
            hidden={{ connection: slug }}
            typed={slug}
          >
            <p>
              {found.dashboards} dashboards stop for every tenant, open ones within seconds.
              Enabling it again brings them back.
            </p>
          </ConfirmButton>
        )}
      </Part>
    </OperatorPage>
  );
}

/** What a key can be for: sealing, in the ways the vendor takes, or the vendor's own API. */
function algorithmsOf({ credential: { algorithms, api } }: Dialect) {
  return [
    ...algorithms.map((value) => ({ value: value as string, label: value as string })),
    ...(api ? [{ value: "api", label: `For the vendor's API: ${api.label}` }] : []),
  ];
}
