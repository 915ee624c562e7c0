"use server";
import { z } from "zod";
import { runChange, submitForm } from "@/components/ui/form-action";
import type { FormState } from "@/components/ui/form-state";
import { requireOperator } from "@/lib/auth/session";
import {
  activateCredential,
  addCredential,
  generateCredential,
  regenerateCredential,
  retireCredential,
} from "@/lib/connections/credentials";
import { type NewKey, replacedKeysSchema, startSchema } from "@/lib/connections/schema";

const path = "/operator/connections";

// The secret is not trimmed: white space around it is a mistake to report, not to hide.
const secretForm = z.object({ secret: z.string() });
// A first key replaces none, so its form has no such field.
const replacedForm = z.object({ replaced: replacedKeysSchema.default("overlap") });
const keyForm = replacedForm.extend({
  kid: z.string().trim(),
  tenant: z.string().default(""),
  start: startSchema,
});
const addForm = keyForm.extend({ algorithm: z.string(), secret: z.string() });
const generateForm = keyForm.extend({ keyType: z.string() });

export async function add(
  connection: string,
  _previous: FormState<NewKey>,
  formData: FormData,
): Promise<FormState<NewKey>> {
  const operator = await requireOperator(path);
  return submitForm(formData, addForm, async (input) => {
    await addCredential(operator, connection, input);
    return { message: "Key added" };
  });
}

export async function generate(
  connection: string,
  _previous: FormState<NewKey>,
  formData: FormData,
): Promise<FormState<NewKey>> {
  const operator = await requireOperator(path);
  return submitForm(formData, generateForm, async (input) => ({
    message: "Key generated",
    result: await generateCredential(operator, connection, input),
  }));
}

export async function activate(
  connection: string,
  kid: string,
  _previous: FormState,
  formData: FormData,
): Promise<FormState> {
  const operator = await requireOperator(path);
  return submitForm(formData, replacedForm, async ({ replaced }) => {
    await activateCredential(operator, connection, kid, replaced);
    return { message: "Key activated" };
  });
}

export async function regenerate(connection: string, kid: string): Promise<FormState<NewKey>> {
  const operator = await requireOperator(path);
  return runChange(async () => ({
    result: await regenerateCredential(operator, connection, kid, null),
  }));
}

export async function replaceSecret(
  connection: string,
  kid: string,
  _previous: FormState,
  formData: FormData,
): Promise<FormState> {
  const operator = await requireOperator(path);
  return submitForm(formData, secretForm, async ({ secret }) => {
    await regenerateCredential(operator, connection, kid, secret);
    return { message: "Secret replaced" };
  });
}

export async function retire(connection: string, kid: string): Promise<FormState> {
  const operator = await requireOperator(path);
  return runChange(async () => {
    await retireCredential(operator, connection, kid);
    return { message: "Key retired" };
  });
}
