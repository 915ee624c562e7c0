import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { OperatorPage } from "@/app/operator/operator-page";
import { addOwner, edit, resume, suspend } from "@/app/operator/tenants/actions";
import { TenantForm } from "@/app/operator/tenants/tenant-form";
import { NavLink } from "@/components/shell/nav-link";
import { Tile } from "@/components/ui/avatar";
import { EmptyState } from "@/components/ui/empty-state";
import { ConfirmButton } from "@/components/ui/old-alert-dialog";
import { Section } from "@/components/ui/section";
import { Cell, Row, Table } from "@/components/ui/table";
import { requireOperator } from "@/lib/auth/session";
import { listMappings, type MappingRow } from "@/lib/connections/mappings";
import { linesOf } from "@/lib/connections/schema-fields";
import { dateFormatter } from "@/lib/format-date";
import { invitationDays } from "@/lib/tenants/invitations";
import { findTenant } from "@/lib/tenants/tenants";
import { FirstOwner } from "./owners";

export const metadata: Metadata = { title: "Tenant" };

export default async function Tenant({ params }: PageProps<"/operator/tenants/[tenant]">) {
  const { tenant: slug } = await params;
  const operator = await requireOperator(`/operator/tenants/${slug}`);
  const tenant = await findTenant(operator, slug);
  if (!tenant) notFound();
  const mappings = await listMappings(operator, tenant.id);
  const formatDate = dateFormatter(operator);
  return (
    <OperatorPage
      way={[{ label: "Tenants", href: "/operator/tenants" }]}
      here={tenant.name}
      title={
        <>
          <Tile letters={tenant.name.slice(0, 1)} hue={tenant.hue} size="large" />
          {tenant.name}
        </>
      }
      description={
        <>
          /{tenant.slug}, {tenant.members === 1 ? "1 member" : `${tenant.members} members`}.
          {tenant.suspendedAt && <span className="text-warning"> It is suspended.</span>}
        </>
      }
    >
      <Section
        title="Names at the vendors"
        description="What the tokens call this tenant. A dashboard opens only where its connection has a name for it."
      >
        {mappings.length === 0 ? (
          <EmptyState>No vendor is connected yet.</EmptyState>
        ) : (
          <Mappings slug={slug} rows={mappings} />
        )}
      </Section>
      <Section
        title="Owners"
        description={
          tenant.owners.length > 0
            ? "They add people, make teams and share dashboards."
            : "Its first owner adds everybody else, makes teams and shares dashboards."
        }
      >
        {tenant.owners.length > 0 ? (
          <ul className="max-w-2xl divide-y divide-line rounded-lg border border-line bg-surface">
            {tenant.owners.map((owner) => (
              <li key={owner.email} className="px-4 py-2.5">
                {owner.name}
                <span className="block text-sm break-words text-muted">
                  {owner.email}
                  {owner.suspended && ", suspended"}
                </span>
              </li>
            ))}
          </ul>
        ) : (
          <div className="grid max-w-2xl gap-4">
            {tenant.invitations.map(({ email, expiresAt }) => (
              <p key={email} className="break-words">
                A link for {email} is open until{" "}
                <time dateTime={expiresAt.toISOString()}>{formatDate(expiresAt)?.text}</time>.
                Another one takes its place.
              </p>
            ))}
            <FirstOwner action={addOwner} tenant={slug} days={invitationDays} />
          </div>
        )}
      </Section>
      <Section title="Details">
        <div className="max-w-2xl">
          <TenantForm
            action={edit}
            submit="Save details"
            tenant={slug}
            name={tenant.name}
            hue={tenant.hue}
            attributes={linesOf(Object.entries(tenant.attributes))}
          />
        </div>
      </Section>
      <Section
        title={tenant.suspendedAt ? "Resume" : "Suspend"}
        description={
          tenant.suspendedAt
            ? "Its people cannot open anything of it until it is resumed."
            : "Its people lose all of it within seconds. Nothing is deleted, and it can be resumed."
        }
      >
        {tenant.suspendedAt ? (
          <ConfirmButton
            label="Resume tenant"
            title={`Resume ${tenant.name}?`}
            submit="Resume"
            action={resume}
            hidden={{ tenant: slug }}
          >
            <p>Its people find everything as it was.</p>
          </ConfirmButton>
        ) : (
          <ConfirmButton
            label="Suspend tenant"
            title={`Suspend ${tenant.name}?`}
            submit="Suspend"
            action={suspend}
            hidden={{ tenant: slug }}
            typed={slug}
          >
            <p>
              {tenant.members === 1 ? "One person loses" : `${tenant.members} people lose`} all of
              its dashboards within seconds. Nothing is deleted.
            </p>
          </ConfirmButton>
        )}
      </Section>
    </OperatorPage>
  );
}

const columns = [
  { label: "Connection" },
  { label: "Tenant" },
  { label: "Regions", numeric: true },
  { label: "Teams", numeric: true },
];

function Mappings({ slug, rows }: { slug: string; rows: readonly MappingRow[] }) {
  return (
    <Table caption="Connections and names" columns={columns}>
      {rows.map(({ connection, vendor, named, regions, teams }) => (
        <Row key={connection.slug}>
          <Cell>
            <span className="flex items-center gap-3">
              <Tile letters={vendor.mark} hue={vendor.hue} />
              <NavLink
                href={`/operator/tenants/${slug}/${connection.slug}`}
                className="font-medium hover:underline"
              >
                {connection.name}
              </NavLink>
              {connection.disabled && <span className="text-sm text-warning">Disabled</span>}
            </span>
          </Cell>
          <Cell>
            <span className={named ? "text-success" : "text-muted"}>
              {named ? "Named" : "No name yet"}
            </span>
          </Cell>
          <Cell numeric>{regions}</Cell>
          <Cell numeric>{teams}</Cell>
        </Row>
      ))}
    </Table>
  );
}
