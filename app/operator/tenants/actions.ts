"use server";
import { z } from "zod";
import { route } from "@/components/shell/route";
import { runChange, submitForm } from "@/components/ui/form-action";
import type { FormState } from "@/components/ui/form-state";
import { requireOperator } from "@/lib/auth/session";
import { requireConnection } from "@/lib/connections/connections";
import { deleteMapping, type MappingTarget, saveMapping } from "@/lib/connections/mappings";
import { parseRecord, readFields, toFields } from "@/lib/connections/schema-fields";
import { env } from "@/lib/env";
import { inviteOwner } from "@/lib/tenants/invitations";
import { createTenant, editTenant, requireTenant, setTenantSuspended } from "@/lib/tenants/tenants";
import { refuse } from "@/lib/validation";
import { requireVendor } from "@/lib/vendors/registry";

const path = "/operator/tenants";

// Only what a form can't send as it is; lib/tenants checks every field.
const tenantForm = z.looseObject({
  hue: z.coerce.number(),
  attributes: z.string().transform(parseRecord),
});

const newTenantForm = tenantForm.extend({ slug: z.string().trim() });

export async function create(_previous: FormState, formData: FormData): Promise<FormState> {
  const operator = await requireOperator(`${path}/new`);
  return submitForm(formData, newTenantForm, async (input) => {
    const { slug } = await createTenant(operator, input);
    return { message: "Tenant created", redirectTo: route(`${path}/${slug}`) };
  });
}

export async function edit(
  tenant: string,
  _previous: FormState,
  formData: FormData,
): Promise<FormState> {
  const operator = await requireOperator(path);
  return submitForm(formData, tenantForm, async (input) => {
    await editTenant(operator, tenant, input);
    return { message: "Saved" };
  });
}

export async function setSuspended(tenant: string, suspended: boolean): Promise<FormState> {
  const operator = await requireOperator(path);
  return runChange(async () => {
    await setTenantSuspended(operator, tenant, suspended);
    return { message: suspended ? "Tenant suspended" : "Tenant reactivated" };
  });
}

export type OwnerInvitation = { link: string | null };

export async function addOwner(
  tenant: string,
  _previous: FormState<OwnerInvitation>,
  formData: FormData,
): Promise<FormState<OwnerInvitation>> {
  const operator = await requireOperator(path);
  return submitForm(formData, z.object({ email: z.string() }), async ({ email }) => {
    const { id, slug } = await requireTenant(tenant);
    const path = await inviteOwner(operator, { id, slug }, email);
    return path === null
      ? { message: "Owner added" }
      : { message: "Link created", result: { link: env().origin + path } };
  });
}

export async function saveNames(
  tenant: string,
  connection: string,
  target: MappingTarget,
  _previous: FormState,
  formData: FormData,
): Promise<FormState> {
  const operator = await requireOperator(path);
  return runChange(async () => {
    const vendor = requireVendor((await requireConnection(connection)).vendor);
    const schema = "team" in target ? (vendor.teamMapping ?? vendor.mapping) : vendor.mapping;
    const names = readFields(toFields(schema), formData, "names.") as Record<string, string>;
    await saveMapping(operator, { tenant, connection }, target, names);
    return { message: "Mapping saved" };
  });
}

export async function addRegion(
  tenant: string,
  connection: string,
  previous: FormState,
  formData: FormData,
): Promise<FormState> {
  await requireOperator(path);
  const region = String(formData.get("region") ?? "").trim();
  // "" is the tenant itself.
  if (region === "") return runChange(async () => refuse("region", "Enter a region."));
  return saveNames(tenant, connection, { region }, previous, formData);
}

export async function removeNames(
  tenant: string,
  connection: string,
  target: MappingTarget,
): Promise<FormState> {
  const operator = await requireOperator(path);
  return runChange(async () => {
    await deleteMapping(operator, { tenant, connection }, target);
    return { message: "Mapping removed" };
  });
}
