import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { edit, setDisabled, test } from "@/app/operator/connections/actions";
import { ConnectionForm } from "@/app/operator/connections/connection-form";
import { OperatorPage } from "@/app/operator/operator-page";
import { route } from "@/components/shell/route";
import { AlertDialogButton } from "@/components/ui/alert-dialog";
import { Tile } from "@/components/ui/avatar";
import { EmptyState } from "@/components/ui/empty-state";
import { FormDialog } from "@/components/ui/form-dialog";
import { Section } from "@/components/ui/section";
import { requireOperator } from "@/lib/auth/session";
import { findConnection } from "@/lib/connections/connections";
import { listCredentials } from "@/lib/connections/credentials";
import { listKeyTypes } from "@/lib/connections/generate-secret";
import { toFields } from "@/lib/connections/schema-fields";
import { dateFormatter } from "@/lib/format-date";
import { listTenantNames } from "@/lib/tenants/tenants";
import type { Vendor } from "@/lib/vendors/contract";
import { findVendor } from "@/lib/vendors/registry";
import { ConnectionTest } from "./connection-test";
import { KeyTable } from "./key-table";
import { NewKeyButtons } from "./new-key";

export const metadata: Metadata = { title: "Connection" };

export default async function Connection({
  params,
}: PageProps<"/operator/connections/[connection]">) {
  const { connection: slug } = await params;
  const operator = await requireOperator(`/operator/connections/${slug}`);
  const connection = await findConnection(operator, slug);
  if (!connection) notFound();
  const vendor = findVendor(connection.vendorId);
  const [keys, tenants] = await Promise.all([
    listCredentials(operator, connection.id),
    listTenantNames(operator),
  ]);
  const format = dateFormatter(operator);
  const { name, isSandbox, disabledAt } = connection;
  const dashboards = pluralize(connection.dashboards, "dashboard");
  return (
    <OperatorPage
      breadcrumbs={[{ label: "Connections", href: route("/operator/connections") }]}
      title={name}
      icon={<Tile letters={connection.vendor.initials} hue={connection.vendor.hue} size="large" />}
      description={
        <>
          {connection.vendor.label} · {dashboards} · {pluralize(connection.tenants, "tenant")}{" "}
          mapped
          {isSandbox && " · URLs follow the sandbox"}
          {disabledAt && <span className="text-warning"> · Disabled</span>}
        </>
      }
    >
      <Section
        title="Signing keys"
        description="Secrets are shown once."
        action={
          vendor && (
            <NewKeyButtons
              connection={slug}
              need={toKeyNeed(vendor)}
              keyTypes={listKeyTypes(vendor.credential).map(({ value, label }) => ({
                value,
                label,
              }))}
              tenants={tenants.map((tenant) => ({ value: tenant.slug, label: tenant.name }))}
              hasActiveKey={keys.some(({ state }) => state === "active")}
            />
          )
        }
      >
        {keys.length === 0 ? (
          <EmptyState>No keys yet. Add the one from the vendor, or generate one.</EmptyState>
        ) : (
          <KeyTable
            connection={slug}
            keys={keys.map((key) => ({
              kid: key.kid,
              algorithm: key.algorithm,
              tenant: key.tenant?.name ?? null,
              state: key.state,
              publicKey: key.publicKey,
              createdAt: format(key.createdAt),
              lastUsedAt: format(key.lastUsedAt),
              endsAt: format(key.state === "retiring" ? key.retiresAt : key.retiredAt),
            }))}
          />
        )}
      </Section>
      <Section
        title="Test"
        description="Checks the settings, keys and mappings, and tests a short-lived token for each kind of dashboard."
      >
        <ConnectionTest action={test.bind(null, slug)} />
      </Section>
      {vendor && (
        <Section title="Settings" description="Open dashboards update with their next token.">
          <div className="max-w-2xl">
            <ConnectionForm
              action={edit.bind(null, slug)}
              submitLabel="Save settings"
              fields={toFields(vendor.settings, connection.settings)}
              name={name}
              ttlSeconds={connection.ttlSeconds}
              maxSeconds={vendor.maxSeconds}
            />
          </div>
        </Section>
      )}
      {disabledAt ? (
        <Section
          title="Enable connection"
          description="Its dashboards say they aren't set up until you enable it."
        >
          <FormDialog
            label="Enable connection"
            title={`Enable ${name}?`}
            description="Its dashboards open again for everyone they are shared with."
            submitLabel="Enable"
            action={setDisabled.bind(null, slug, false)}
          />
        </Section>
      ) : (
        <Section
          title="Disable connection"
          description="Stops all its dashboards within seconds, for every tenant. Nothing is deleted."
        >
          <AlertDialogButton
            label="Disable connection"
            title={`Disable ${name}?`}
            submitLabel="Disable"
            action={setDisabled.bind(null, slug, true)}
            confirmText={slug}
          >
            <p>
              {dashboards} will stop for every tenant within seconds, including open ones. You can
              enable the connection again.
            </p>
          </AlertDialogButton>
        </Section>
      )}
    </OperatorPage>
  );
}

function toKeyNeed({ credential }: Vendor) {
  const { algorithms, kid, tenantKid, api } = credential;
  return {
    algorithms: [
      ...algorithms.map((value) => ({ value: value as string, label: value as string })),
      ...(api ? [{ value: "api", label: `Vendor API: ${api.label}` }] : []),
    ],
    kid,
    perTenant: tenantKid !== null,
    perName: tenantKid,
    sharedOnly: algorithms.every((algorithm) => !/^(RS|ES)/.test(algorithm)),
  };
}

const pluralize = (count: number, noun: string) => `${count} ${noun}${count === 1 ? "" : "s"}`;
