"use server";
import { z } from "zod";
import { route } from "@/components/shell/route";
import { runChange } from "@/components/ui/form-action";
import type { FormState } from "@/components/ui/form-state";
import { requireOperator } from "@/lib/auth/session";
import {
  createConnection,
  editConnection,
  requireConnection,
  setConnectionDisabled,
} from "@/lib/connections/connections";
import { readFields, toFields } from "@/lib/connections/schema-fields";
import type { CheckResult } from "@/lib/doctor/check-result";
import { runConnectionChecks } from "@/lib/doctor/run-checks";
import { findVendor } from "@/lib/vendors/registry";

const path = "/operator/connections";

const connectionForm = z.object({
  name: z.string(),
  slug: z.string().trim().default(""),
  ttlSeconds: z
    .string()
    .trim()
    .transform((text) => (text === "" ? null : Number(text))),
});

function readConnection(vendorId: string, formData: FormData) {
  const vendor = findVendor(vendorId);
  return {
    ...connectionForm.parse(Object.fromEntries(formData)),
    settings: vendor ? readFields(toFields(vendor.settings), formData, "settings.") : {},
  };
}

export async function create(
  vendor: string,
  _previous: FormState,
  formData: FormData,
): Promise<FormState> {
  const operator = await requireOperator(`${path}/new`);
  return runChange(async () => {
    const input = { ...readConnection(vendor, formData), vendor };
    const { slug } = await createConnection(operator, input);
    return { message: "Connection created", redirectTo: route(`${path}/${slug}`) };
  });
}

export async function edit(
  connection: string,
  _previous: FormState,
  formData: FormData,
): Promise<FormState> {
  const operator = await requireOperator(path);
  return runChange(async () => {
    const { vendor } = await requireConnection(connection);
    await editConnection(operator, connection, readConnection(vendor, formData));
    return { message: "Saved" };
  });
}

export async function setDisabled(connection: string, disabled: boolean): Promise<FormState> {
  const operator = await requireOperator(path);
  return runChange(async () => {
    await setConnectionDisabled(operator, connection, disabled);
    return { message: disabled ? "Connection disabled" : "Connection enabled" };
  });
}

export async function test(connection: string): Promise<FormState<CheckResult[]>> {
  const operator = await requireOperator(path);
  return runChange(async () => ({ result: await runConnectionChecks(operator, connection) }));
}
