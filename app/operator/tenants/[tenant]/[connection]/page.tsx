import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { OperatorPage } from "@/app/operator/operator-page";
import { addRegion, forgetNames, saveNames } from "@/app/operator/tenants/actions";
import { route } from "@/components/shell/route";
import { Tile } from "@/components/ui/avatar";
import { EmptyState } from "@/components/ui/empty-state";
import { Section } from "@/components/ui/section";
import { requireOperator } from "@/lib/auth/session";
import { findConnection } from "@/lib/connections/connection-list";
import { findMapping } from "@/lib/connections/mappings";
import { fieldsOf } from "@/lib/connections/schema-fields";
import { findTenant } from "@/lib/tenants/tenants";
import { findVendor } from "@/lib/vendors/registry";
import { NamesForm } from "./mapping-form";

export const metadata: Metadata = { title: "Names at a vendor" };

export default async function Names({
  params,
}: PageProps<"/operator/tenants/[tenant]/[connection]">) {
  const { tenant: slug, connection: at } = await params;
  const operator = await requireOperator(`/operator/tenants/${slug}/${at}`);
  const [tenant, connection] = await Promise.all([
    findTenant(operator, slug),
    findConnection(operator, at),
  ]);
  const vendor = connection && findVendor(connection.vendorId);
  if (!tenant || !connection || !vendor) notFound();
  const { names, regions, teams } = await findMapping(operator, tenant.id, connection.id);
  const place = { tenant: slug, connection: at };
  const narrower = Object.values(vendor.kinds).some(({ region }) => region === "mapping");
  return (
    <OperatorPage
      way={[
        { label: "Tenants", href: "/operator/tenants" },
        { label: tenant.name, href: route(`/operator/tenants/${slug}`) },
      ]}
      here={connection.name}
      narrow
      title={
        <>
          <Tile letters={vendor.initials} hue={vendor.hue} size="large" />
          {tenant.name} at {connection.name}
        </>
      }
      description={`What the tokens for ${tenant.name} say there. Open dashboards follow with their next token.`}
    >
      <Section title="The whole tenant">
        <NamesForm
          save={saveNames}
          forget={names ? forgetNames : null}
          hidden={{ ...place, region: "" }}
          fields={fieldsOf(vendor.mapping, names ?? {})}
          what={tenant.name}
          warning="Without names, none of this connection's dashboards opens for anybody in the tenant."
        />
      </Section>
      {narrower && (
        <Section
          title="Regions"
          description={`${vendor.label} has no claim for a region: people with one are told of a narrower object there. What is left empty stays the tenant's.`}
        >
          <div className="grid gap-8">
            {regions.map((one) => (
              <section key={one.region} aria-label={`Region ${one.region}`}>
                <h3 className="mb-3 font-medium">{one.region}</h3>
                <NamesForm
                  save={saveNames}
                  forget={forgetNames}
                  hidden={{ ...place, region: one.region }}
                  fields={optional(fieldsOf(vendor.mapping, one.names))}
                  what={`region ${one.region}`}
                  warning="People of this region are then refused, never shown the whole tenant."
                />
              </section>
            ))}
            {names ? (
              <section aria-label="Another region">
                <h3 className="mb-3 font-medium">Another region</h3>
                <NamesForm
                  // Empty again after each one that was added.
                  key={regions.length}
                  save={addRegion}
                  forget={null}
                  hidden={place}
                  asksRegion
                  fields={optional(fieldsOf(vendor.mapping, {}))}
                  what="region"
                />
              </section>
            ) : (
              <EmptyState>Enter the tenant's own names first.</EmptyState>
            )}
          </div>
        </Section>
      )}
      {vendor.teamMapping && (
        <Section title="Teams" description="Their names there, for people who are in them.">
          {teams.length === 0 ? (
            <EmptyState>{tenant.name} has no team yet. Its owners and admins make them.</EmptyState>
          ) : (
            <div className="grid gap-8">
              {teams.map((team) => (
                <section key={team.id} aria-label={`Team ${team.name}`}>
                  <h3 className="mb-3 font-medium">{team.name}</h3>
                  <NamesForm
                    save={saveNames}
                    forget={team.names ? forgetNames : null}
                    hidden={{ ...place, team: team.id }}
                    fields={fieldsOf(vendor.teamMapping ?? vendor.mapping, team.names ?? {})}
                    what={`team ${team.name}`}
                    warning="Tokens then do not mention this team."
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

/** A region's names stand over the tenant's: none of them has to be entered. */
const optional = (fields: ReturnType<typeof fieldsOf>) =>
  fields.map((field) => ({ ...field, required: false }));
