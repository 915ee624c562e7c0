"use server";
import { route } from "@/components/shell/route";
import { answer, wordOf } from "@/components/ui/old-form-action";
import type { FormState } from "@/components/ui/old-form-state";
import { requireOperator } from "@/lib/auth/session";
import {
  createConnection,
  editConnection,
  setConnectionDisabled,
} from "@/lib/connections/connection-change";
import { fieldsOf, readFields } from "@/lib/connections/schema-fields";
import { testConnection } from "@/lib/connections/test-connection";
import { findVendor } from "@/lib/vendors/registry";

const path = "/operator/connections";

/** What both forms send beside the slug. */
function inputOf(sent: FormData, vendorId: string) {
  const vendor = findVendor(vendorId);
  const seconds = wordOf(sent, "ttlSeconds");
  return {
    name: wordOf(sent, "name"),
    ttlSeconds: seconds === "" ? null : Number(seconds),
    settings: vendor ? readFields(fieldsOf(vendor.settings), sent, "settings.") : {},
  };
}

export async function create(_before: FormState, sent: FormData): Promise<FormState> {
  const operator = await requireOperator(`${path}/new`);
  const vendor = wordOf(sent, "vendor");
  return answer(async () => {
    const input = { ...inputOf(sent, vendor), vendor, slug: wordOf(sent, "slug") };
    const { slug } = await createConnection(operator, input);
    return { done: "Connection created", go: route(`${path}/${slug}`) };
  });
}

export async function edit(_before: FormState, sent: FormData): Promise<FormState> {
  const operator = await requireOperator(path);
  return answer(async () => {
    await editConnection(
      operator,
      wordOf(sent, "connection"),
      inputOf(sent, wordOf(sent, "vendor")),
    );
    return { done: "Saved" };
  });
}

export async function disable(_before: FormState, sent: FormData): Promise<FormState> {
  const operator = await requireOperator(path);
  return answer(async () => {
    await setConnectionDisabled(operator, wordOf(sent, "connection"), true);
    return { done: "Connection disabled" };
  });
}

export async function enable(_before: FormState, sent: FormData): Promise<FormState> {
  const operator = await requireOperator(path);
  return answer(async () => {
    await setConnectionDisabled(operator, wordOf(sent, "connection"), false);
    return { done: "Connection enabled" };
  });
}

export async function test(_before: FormState, sent: FormData): Promise<FormState> {
  const operator = await requireOperator(path);
  return answer(async () => ({
    findings: await testConnection(operator, wordOf(sent, "connection")),
  }));
}
