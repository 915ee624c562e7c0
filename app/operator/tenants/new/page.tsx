import type { Metadata } from "next";
import { OperatorPage } from "@/app/operator/operator-page";
import { create } from "@/app/operator/tenants/actions";
import { TenantForm } from "@/app/operator/tenants/tenant-form";
import { requireOperator } from "@/lib/auth/session";

export const metadata: Metadata = { title: "New tenant" };

export default async function NewTenant() {
  await requireOperator("/operator/tenants/new");
  return (
    <OperatorPage
      way={[{ label: "Tenants", href: "/operator/tenants" }]}
      here="New tenant"
      narrow
      title="New tenant"
      description="A customer of this host. Its first owner and its names at the vendors come after it."
    >
      <TenantForm action={create} submit="Create tenant" name="" hue={260} attributes="" />
    </OperatorPage>
  );
}
