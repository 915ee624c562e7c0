import type { Metadata } from "next";
import { create } from "@/app/operator/connections/actions";
import { ConnectionForm } from "@/app/operator/connections/connection-form";
import { OperatorPage } from "@/app/operator/operator-page";
import { NavLink } from "@/components/shell/nav-link";
import { route } from "@/components/shell/route";
import { Tile } from "@/components/ui/avatar";
import { requireOperator } from "@/lib/auth/session";
import { toFields } from "@/lib/connections/schema-fields";
import { findVendor, vendors } from "@/lib/vendors/registry";

export const metadata: Metadata = { title: "New connection" };

const path = "/operator/connections/new";
const breadcrumbs = [{ label: "Connections", href: route("/operator/connections") }];

export default async function NewConnection({
  searchParams,
}: PageProps<"/operator/connections/new">) {
  await requireOperator(path);
  const { vendor: vendorId } = await searchParams;
  const vendor = findVendor(String(vendorId));
  if (!vendor) return <VendorList />;
  return (
    <OperatorPage
      breadcrumbs={[...breadcrumbs, { label: "New connection", href: path }]}
      narrow
      title={`New ${vendor.label} connection`}
      icon={<Tile letters={vendor.initials} hue={vendor.hue} size="large" />}
      description="Your account's settings. Add keys, vendor mappings, and dashboards next."
    >
      <ConnectionForm
        action={create.bind(null, vendor.id)}
        submitLabel="Create connection"
        fields={toFields(vendor.settings)}
        name={vendor.label}
        ttlSeconds={null}
        maxSeconds={vendor.maxSeconds}
        isNew
      />
    </OperatorPage>
  );
}

function VendorList() {
  return (
    <OperatorPage breadcrumbs={breadcrumbs} title="New connection" description="Choose a vendor.">
      <ul className="grid gap-3 sm:grid-cols-2 lg:grid-cols-3">
        {vendors.map(({ id, label, initials, hue, kinds }) => (
          <li
            key={id}
            className="relative flex gap-3 rounded-lg border border-line bg-surface p-4 transition-colors hover:border-edge"
          >
            <Tile letters={initials} hue={hue} size="large" />
            <div className="min-w-0">
              <NavLink
                href={route(`${path}?vendor=${id}`)}
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
