"use server";
import { route } from "@/components/shell/route";
import { answer, textOf, wordOf } from "@/components/ui/old-form-action";
import type { FormState } from "@/components/ui/old-form-state";
import { requireOperator } from "@/lib/auth/session";
import { requireConnection } from "@/lib/connections/connection-change";
import { type Named, removeNames, setNames } from "@/lib/connections/mappings";
import { fieldsOf, readFields, recordOf } from "@/lib/connections/schema-fields";
import { env } from "@/lib/env";
import { inviteOwner } from "@/lib/tenants/invitations";
import {
  createTenant,
  editTenant,
  requireTenant,
  setTenantSuspended,
} from "@/lib/tenants/tenant-change";
import { requireVendor } from "@/lib/vendors/registry";

const path = "/operator/tenants";

const inputOf = (sent: FormData) => ({
  name: wordOf(sent, "name"),
  hue: wordOf(sent, "hue") === "" ? Number.NaN : Number(wordOf(sent, "hue")),
  attributes: recordOf(textOf(sent, "attributes")),
});

export async function create(_before: FormState, sent: FormData): Promise<FormState> {
  const operator = await requireOperator(`${path}/new`);
  return answer(async () => {
    const { slug } = await createTenant(operator, { ...inputOf(sent), slug: wordOf(sent, "slug") });
    return { done: "Tenant created", go: route(`${path}/${slug}`) };
  });
}

export async function edit(_before: FormState, sent: FormData): Promise<FormState> {
  const operator = await requireOperator(path);
  return answer(async () => {
    await editTenant(operator, wordOf(sent, "tenant"), inputOf(sent));
    return { done: "Saved" };
  });
}

export async function suspend(_before: FormState, sent: FormData): Promise<FormState> {
  const operator = await requireOperator(path);
  return answer(async () => {
    await setTenantSuspended(operator, wordOf(sent, "tenant"), true);
    return { done: "Tenant suspended" };
  });
}

export async function resume(_before: FormState, sent: FormData): Promise<FormState> {
  const operator = await requireOperator(path);
  return answer(async () => {
    await setTenantSuspended(operator, wordOf(sent, "tenant"), false);
    return { done: "Tenant resumed" };
  });
}

export async function addOwner(_before: FormState, sent: FormData): Promise<FormState> {
  const operator = await requireOperator(path);
  return answer(async () => {
    const { id, slug } = await requireTenant(wordOf(sent, "tenant"));
    const path = await inviteOwner(operator, { id, slug }, wordOf(sent, "email"));
    return path === null ? { done: "Owner now" } : { done: "Link made", link: env().origin + path };
  });
}

const placeOf = (sent: FormData) => ({
  tenant: wordOf(sent, "tenant"),
  connection: wordOf(sent, "connection"),
});

const namedOf = (sent: FormData): Named =>
  sent.has("team") ? { team: wordOf(sent, "team") } : { region: wordOf(sent, "region") };

export async function saveNames(_before: FormState, sent: FormData): Promise<FormState> {
  const operator = await requireOperator(path);
  return answer(async () => {
    const [place, named] = [placeOf(sent), namedOf(sent)];
    const vendor = requireVendor((await requireConnection(place.connection)).vendor);
    const schema = "team" in named ? (vendor.teamMapping ?? vendor.mapping) : vendor.mapping;
    const names = readFields(fieldsOf(schema), sent, "names.") as Record<string, string>;
    await setNames(operator, place, named, names);
    return { done: "Names saved" };
  });
}

/** A region that is new must have a name of its own: without one it would be the tenant. */
export async function addRegion(before: FormState, sent: FormData): Promise<FormState> {
  await requireOperator(path);
  if (wordOf(sent, "region") === "") {
    return { at: Date.now(), errors: { region: "Fill this in." } };
  }
  return saveNames(before, sent);
}

export async function forgetNames(_before: FormState, sent: FormData): Promise<FormState> {
  const operator = await requireOperator(path);
  return answer(async () => {
    await removeNames(operator, placeOf(sent), namedOf(sent));
    return { done: "Names removed" };
  });
}
