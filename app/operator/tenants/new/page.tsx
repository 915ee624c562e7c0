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
      breadcrumbs={[{ label: "Tenants", href: "/operator/tenants" }]}
      narrow
      title="New tenant"
      description="A customer. Add its first owner and vendor mappings next."
    >
      <TenantForm action={create} submitLabel="Create tenant" />
    </OperatorPage>
  );
}
