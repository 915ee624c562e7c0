import type { Metadata } from "next";
import { requireOperator } from "@/lib/auth/session";
import { OperatorPage } from "../../parts/operator-page";
import { create } from "../actions";
import { TenantForm } from "../tenant-form";

export const metadata: Metadata = { title: "New tenant" };

export default async function NewTenant() {
  await requireOperator("/operator/tenants/new");
  return (
    <OperatorPage
      way={[{ label: "Tenants", href: "/operator/tenants" }]}
      here="New tenant"
      narrow
      title="New tenant"
      sentence="A customer of this host. Its first owner and its names at the vendors come after it."
    >
      <TenantForm action={create} submit="Create tenant" name="" hue={260} attributes="" />
    </OperatorPage>
  );
}
