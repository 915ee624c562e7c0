import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { OperatorPage } from "@/app/operator/operator-page";
import { addRegion, removeNames, saveNames } from "@/app/operator/tenants/actions";
import { route } from "@/components/shell/route";
import { Tile } from "@/components/ui/avatar";
import { EmptyState } from "@/components/ui/empty-state";
import { Section } from "@/components/ui/section";
import { requireOperator } from "@/lib/auth/session";
import { findConnection } from "@/lib/connections/connections";
import { findMappings } from "@/lib/connections/mappings";
import { toFields } from "@/lib/connections/schema-fields";
import { findTenant } from "@/lib/tenants/tenants";
import type { Vendor } from "@/lib/vendors/contract";
import { findVendor } from "@/lib/vendors/registry";
import { MappingForm, NewRegionForm } from "./mapping-form";

export const metadata: Metadata = { title: "Vendor mapping" };

export default async function Mapping({
  params,
}: PageProps<"/operator/tenants/[tenant]/[connection]">) {
  const slugs = await params;
  const operator = await requireOperator(`/operator/tenants/${slugs.tenant}/${slugs.connection}`);
  const [tenant, connection] = await Promise.all([
    findTenant(operator, slugs.tenant),
    findConnection(operator, slugs.connection),
  ]);
  const vendor = connection && findVendor(connection.vendorId);
  if (!tenant || !connection || !vendor) notFound();
  const { names, regions, teams } = await findMappings(operator, tenant.id, connection.id);
  const mapsRegions = Object.values(vendor.kinds).some(({ region }) => region === "mapping");
  const bind = (target: { region: string } | { team: string }, exists: boolean) => ({
    saveAction: saveNames.bind(null, slugs.tenant, slugs.connection, target),
    removeAction: exists ? removeNames.bind(null, slugs.tenant, slugs.connection, target) : null,
  });
  const { teamMapping } = vendor;
  return (
    <OperatorPage
      breadcrumbs={[
        { label: "Tenants", href: "/operator/tenants" },
        { label: tenant.name, href: route(`/operator/tenants/${slugs.tenant}`) },
      ]}
      narrow
      title={`${tenant.name} at ${connection.name}`}
      icon={<Tile letters={vendor.initials} hue={vendor.hue} size="large" />}
      description={`The names that ${tenant.name}'s tokens carry. Open dashboards update with their next token.`}
    >
      <Section title="Tenant">
        <MappingForm
          {...bind({ region: "" }, names !== null)}
          fields={toFields(vendor.mapping, names ?? {})}
          subject={tenant.name}
          warning={`No one in ${tenant.name} can open this connection's dashboards without it.`}
        />
      </Section>
      {mapsRegions && (
        <Section
          title="Regions"
          description={`${vendor.label} has no claim for regions, so members with a region are mapped to something narrower. Empty fields use the tenant's values.`}
        >
          <div className="grid gap-8">
            {regions.map(({ region, names }) => (
              <section key={region} aria-label={`Region ${region}`}>
                <h3 className="mb-3 font-medium">{region}</h3>
                <MappingForm
                  {...bind({ region }, true)}
                  fields={toOptionalFields(vendor, names)}
                  subject={`region ${region}`}
                  warning="Members with this region can't open these dashboards without it. They never see the whole tenant's data."
                />
              </section>
            ))}
            {names ? (
              <section aria-label="New region">
                <h3 className="mb-3 font-medium">New region</h3>
                <NewRegionForm
                  // Starts over after each region that was added.
                  key={regions.length}
                  action={addRegion.bind(null, slugs.tenant, slugs.connection)}
                  fields={toOptionalFields(vendor, {})}
                />
              </section>
            ) : (
              <EmptyState>Map the tenant first.</EmptyState>
            )}
          </div>
        </Section>
      )}
      {teamMapping && (
        <Section title="Teams" description="The names that tokens carry for a team's members.">
          {teams.length === 0 ? (
            <EmptyState>
              {tenant.name} has no teams yet. Its owners and admins create them.
            </EmptyState>
          ) : (
            <div className="grid gap-8">
              {teams.map((team) => (
                <section key={team.id} aria-label={`Team ${team.name}`}>
                  <h3 className="mb-3 font-medium">{team.name}</h3>
                  <MappingForm
                    {...bind({ team: team.id }, team.names !== null)}
                    fields={toFields(teamMapping, team.names ?? {})}
                    subject={`team ${team.name}`}
                    warning="Tokens won't include this team."
                  />
                </section>
              ))}
            </div>
          )}
        </Section>
      )}
    </OperatorPage>
  );
}

/** A region's names override the tenant's, so none is required. */
const toOptionalFields = (vendor: Vendor, names: Record<string, string>) =>
  toFields(vendor.mapping, names).map((field) => ({ ...field, required: false }));
