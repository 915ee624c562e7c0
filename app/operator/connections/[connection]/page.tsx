import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { disable, edit, enable, test } from "@/app/operator/connections/actions";
import { ConnectionForm } from "@/app/operator/connections/connection-form";
import { OperatorPage } from "@/app/operator/operator-page";
import { Tile } from "@/components/ui/avatar";
import { EmptyState } from "@/components/ui/empty-state";
import { ConfirmButton } from "@/components/ui/old-alert-dialog";
import { Section } from "@/components/ui/section";
import { requireOperator } from "@/lib/auth/session";
import { findConnection } from "@/lib/connections/connection-list";
import { listCredentials } from "@/lib/connections/credential-list";
import { recipesOf } from "@/lib/connections/generate-secret";
import { fieldsOf } from "@/lib/connections/schema-fields";
import { dateFormatter } from "@/lib/format-date";
import { listTenantNames } from "@/lib/tenants/tenants";
import type { Vendor } from "@/lib/vendors/contract";
import { findVendor } from "@/lib/vendors/registry";
import { AddKey } from "./add-key";
import { ConnectionTest } from "./connection-test";
import { Keys } from "./keys";

export const metadata: Metadata = { title: "Connection" };

export default async function Connection({
  params,
}: PageProps<"/operator/connections/[connection]">) {
  const { connection: slug } = await params;
  const operator = await requireOperator(`/operator/connections/${slug}`);
  const found = await findConnection(operator, slug);
  if (!found) notFound();
  const vendor = findVendor(found.vendorId);
  const [keys, tenants] = await Promise.all([
    listCredentials(operator, found.id),
    listTenantNames(operator),
  ]);
  const formatDate = dateFormatter(operator);
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
      description={
        <>
          {found.vendor.label}, {found.dashboards} dashboards, named for {found.tenants} tenants.
          {found.disabledAt && <span className="text-warning"> It is disabled.</span>}
          {found.isSandbox && " Its addresses follow the sandbox's."}
        </>
      }
    >
      <Section
        title="Keys"
        description="What seals the tokens. A secret is told once, when it is made; a public key stays here."
        action={
          vendor && (
            <AddKey
              connection={slug}
              need={{
                algorithms: algorithmsOf(vendor),
                kid: vendor.credential.kid,
                perTenant: vendor.credential.tenantKid !== null,
                perName: vendor.credential.tenantKid,
                shared: !vendor.credential.algorithms.some((one) => one.startsWith("RS")),
              }}
              recipes={recipesOf(vendor.credential).map(({ value, label }) => ({ value, label }))}
              tenants={tenants.map((one) => ({ value: one.slug, label: one.name }))}
              first={!keys.some(({ state }) => state === "active")}
            />
          )
        }
      >
        {keys.length === 0 ? (
          <EmptyState>
            No key yet. Add the one the vendor gave you, or generate one here.
          </EmptyState>
        ) : (
          <Keys
            connection={slug}
            keys={keys.map((key) => ({
              kid: key.kid,
              algorithm: key.algorithm,
              tenant: key.tenant?.name ?? null,
              state: key.state,
              publicKey: key.publicKey,
              created: formatDate(key.createdAt),
              used: formatDate(key.lastUsedAt),
              ends: formatDate(key.state === "retiring" ? key.retiresAt : key.retiredAt),
            }))}
          />
        )}
      </Section>
      <Section
        title="Test"
        description="Checks settings and keys, seals a test token with each key, and asks whether the vendor's address answers."
      >
        <ConnectionTest connection={slug} action={test} />
      </Section>
      {vendor && (
        <Section title="Settings" description="Open panes follow a change with their next token.">
          <div className="max-w-2xl">
            <ConnectionForm
              action={edit}
              submit="Save settings"
              vendor={vendor.id}
              connection={slug}
              fields={fieldsOf(vendor.settings, found.settings)}
              name={found.name}
              ttlSeconds={found.ttlSeconds}
              maxSeconds={vendor.maxSeconds}
            />
          </div>
        </Section>
      )}
      <Section
        title={found.disabledAt ? "Enable" : "Disable"}
        description={
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
      </Section>
    </OperatorPage>
  );
}

/** What a key can be for: sealing, in the ways the vendor takes, or the vendor's own API. */
function algorithmsOf({ credential: { algorithms, api } }: Vendor) {
  return [
    ...algorithms.map((value) => ({ value: value as string, label: value as string })),
    ...(api ? [{ value: "api", label: `For the vendor's API: ${api.label}` }] : []),
  ];
}
