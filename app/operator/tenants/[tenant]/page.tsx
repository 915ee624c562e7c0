import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { OperatorPage } from "@/app/operator/operator-page";
import { addOwner, edit, setSuspended } from "@/app/operator/tenants/actions";
import { TenantForm } from "@/app/operator/tenants/tenant-form";
import { NavLink } from "@/components/shell/nav-link";
import { route } from "@/components/shell/route";
import { AlertDialogButton } from "@/components/ui/alert-dialog";
import { Tile } from "@/components/ui/avatar";
import { EmptyState } from "@/components/ui/empty-state";
import { FormDialog } from "@/components/ui/form-dialog";
import { Section } from "@/components/ui/section";
import { Cell, Row, Table } from "@/components/ui/table";
import { requireOperator } from "@/lib/auth/session";
import { listMappings, type MappingRow } from "@/lib/connections/mappings";
import { dateFormatter } from "@/lib/format-date";
import { invitationDays } from "@/lib/tenants/invitations";
import { findTenant } from "@/lib/tenants/tenants";
import { OwnerForm } from "./owner-form";

export const metadata: Metadata = { title: "Tenant" };

export default async function Tenant({ params }: PageProps<"/operator/tenants/[tenant]">) {
  const { tenant: slug } = await params;
  const operator = await requireOperator(`/operator/tenants/${slug}`);
  const tenant = await findTenant(operator, slug);
  if (!tenant) notFound();
  const mappings = await listMappings(operator, tenant.id);
  const format = dateFormatter(operator);
  const members = tenant.members === 1 ? "1 member" : `${tenant.members} members`;
  return (
    <OperatorPage
      breadcrumbs={[{ label: "Tenants", href: "/operator/tenants" }]}
      title={tenant.name}
      icon={<Tile letters={tenant.name.slice(0, 1)} hue={tenant.hue} size="large" />}
      description={
        <>
          /{tenant.slug} · {members}
          {tenant.suspendedAt && <span className="text-warning"> · Suspended</span>}
        </>
      }
    >
      <Section
        title="Vendor mappings"
        description="The tenant's names at each vendor. Dashboards open only where it is mapped."
      >
        {mappings.length === 0 ? (
          <EmptyState>No connections yet.</EmptyState>
        ) : (
          <MappingTable tenant={slug} rows={mappings} />
        )}
      </Section>
      <Section title="Owners" description="Owners add members, create teams, and share dashboards.">
        {tenant.owners.length > 0 ? (
          <ul className="max-w-2xl divide-y divide-line rounded-lg border border-line bg-surface">
            {tenant.owners.map((owner) => (
              <li key={owner.email} className="px-4 py-2.5">
                {owner.name}
                <span className="block text-sm break-words text-muted">
                  {owner.email}
                  {owner.suspended && <span className="text-warning"> · Suspended</span>}
                </span>
              </li>
            ))}
          </ul>
        ) : (
          <div className="grid max-w-2xl gap-4">
            {tenant.invitations.map(({ email, expiresAt }) => (
              <p key={email} className="break-words">
                The link for {email} is valid until{" "}
                <time dateTime={expiresAt.toISOString()}>{format(expiresAt)?.text}</time>. A new
                link replaces it.
              </p>
            ))}
            <OwnerForm action={addOwner.bind(null, slug)} days={invitationDays} />
          </div>
        )}
      </Section>
      <Section title="Details">
        <div className="max-w-2xl">
          <TenantForm action={edit.bind(null, slug)} submitLabel="Save details" tenant={tenant} />
        </div>
      </Section>
      {tenant.suspendedAt ? (
        <Section title="Reactivate tenant" description="Its members can't open anything right now.">
          <FormDialog
            label="Reactivate tenant"
            title={`Reactivate ${tenant.name}?`}
            description="Members get back everything they had."
            submitLabel="Reactivate"
            action={setSuspended.bind(null, slug, false)}
          />
        </Section>
      ) : (
        <Section
          title="Suspend tenant"
          description="Members lose access within seconds. Nothing is deleted, and you can reactivate it."
        >
          <AlertDialogButton
            label="Suspend tenant"
            title={`Suspend ${tenant.name}?`}
            submitLabel="Suspend"
            action={setSuspended.bind(null, slug, true)}
            confirmText={slug}
          >
            <p>
              {tenant.members === 1 ? "1 member loses" : `${tenant.members} members lose`} access to
              all dashboards within seconds. Nothing is deleted.
            </p>
          </AlertDialogButton>
        </Section>
      )}
    </OperatorPage>
  );
}

const columns = [
  { label: "Connection" },
  { label: "Status" },
  { label: "Regions", numeric: true },
  { label: "Teams", numeric: true },
];

function MappingTable({ tenant, rows }: { tenant: string; rows: readonly MappingRow[] }) {
  return (
    <Table caption="Connections" columns={columns}>
      {rows.map(({ connection, vendor, mapped, regions, teams }) => (
        <Row key={connection.slug}>
          <Cell>
            <span className="flex items-center gap-3">
              <Tile letters={vendor.initials} hue={vendor.hue} />
              <NavLink
                href={route(`/operator/tenants/${tenant}/${connection.slug}`)}
                className="font-medium hover:underline"
              >
                {connection.name}
              </NavLink>
              {connection.disabled && <span className="text-sm text-warning">Disabled</span>}
            </span>
          </Cell>
          <Cell>
            <span className={mapped ? "text-success" : "text-muted"}>
              {mapped ? "Mapped" : "Not mapped"}
            </span>
          </Cell>
          <Cell numeric>{regions}</Cell>
          <Cell numeric>{teams}</Cell>
        </Row>
      ))}
    </Table>
  );
}
