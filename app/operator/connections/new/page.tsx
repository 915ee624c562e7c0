import type { Metadata } from "next";
import { create } from "@/app/operator/connections/actions";
import { ConnectionForm } from "@/app/operator/connections/connection-form";
import { OperatorPage } from "@/app/operator/operator-page";
import { NavLink } from "@/components/shell/nav-link";
import { Tile } from "@/components/ui/avatar";
import { requireOperator } from "@/lib/auth/session";
import { fieldsOf } from "@/lib/connections/schema-fields";
import { findVendor, vendors } from "@/lib/vendors/registry";

export const metadata: Metadata = { title: "New connection" };

const way = [{ label: "Connections", href: "/operator/connections" as const }];

export default async function NewConnection({
  searchParams,
}: PageProps<"/operator/connections/new">) {
  await requireOperator("/operator/connections/new");
  const { vendor: vendorId } = await searchParams;
  const vendor = findVendor(String(vendorId));
  if (!vendor) return <Vendors />;
  return (
    <OperatorPage
      way={way}
      here={vendor.label}
      narrow
      title={
        <>
          <Tile letters={vendor.initials} hue={vendor.hue} size="large" />
          New {vendor.label} connection
        </>
      }
      description="What the host must know of your account there. Keys, names and dashboards come after it."
    >
      <ConnectionForm
        action={create}
        submit="Create connection"
        vendor={vendor.id}
        fields={fieldsOf(vendor.settings)}
        name={vendor.label}
        ttlSeconds={null}
        maxSeconds={vendor.maxSeconds}
      />
    </OperatorPage>
  );
}

function Vendors() {
  return (
    <OperatorPage
      way={way}
      here="New connection"
      title="New connection"
      description="Choose the vendor whose dashboards you want to show."
    >
      <ul className="grid gap-3 sm:grid-cols-2 lg:grid-cols-3">
        {vendors.map(({ id, label, initials, hue, kinds }) => (
          <li
            key={id}
            className="relative flex gap-3 rounded-lg border border-line bg-surface p-4 transition-colors hover:border-edge"
          >
            <Tile letters={initials} hue={hue} size="large" />
            <div className="min-w-0">
              <NavLink
                href={`/operator/connections/new?vendor=${id}`}
                className="font-semibold outline-none after:absolute after:inset-0 after:rounded-lg focus-visible:after:outline-2 focus-visible:after:outline-offset-2 focus-visible:after:outline-accent"
              >
                {label}
              </NavLink>
              <p className="text-sm text-muted">
                {Object.values(kinds)
                  .map((kind) => kind.label)
                  .join(", ")}
              </p>
            </div>
          </li>
        ))}
      </ul>
    </OperatorPage>
  );
}
