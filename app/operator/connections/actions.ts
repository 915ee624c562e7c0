"use server";
import { answer, wordOf } from "@/app/forms/answer";
import type { FormState } from "@/app/forms/form-state";
import { requireOperator } from "@/lib/auth/session";
import {
  createConnection,
  editConnection,
  setConnectionDisabled,
} from "@/lib/catalogue/connection-change";
import { testConnection } from "@/lib/catalogue/connection-test";
import { fieldsOf, readFields } from "@/lib/catalogue/schema-fields";
import { findDialect } from "@/lib/dialects/registry";

const path = "/operator/connections";

/** What both forms send beside the slug. */
function inputOf(sent: FormData, vendor: string) {
  const dialect = findDialect(vendor);
  const seconds = wordOf(sent, "ttlSeconds");
  return {
    name: wordOf(sent, "name"),
    ttlSeconds: seconds === "" ? null : Number(seconds),
    settings: dialect ? readFields(fieldsOf(dialect.settings), sent, "settings.") : {},
  };
}

export async function create(_before: FormState, sent: FormData): Promise<FormState> {
  const operator = await requireOperator(`${path}/new`);
  const dialect = wordOf(sent, "dialect");
  return answer(async () => {
    const input = { ...inputOf(sent, dialect), dialect, slug: wordOf(sent, "slug") };
    const { slug } = await createConnection(operator, input);
    return { done: "Connection created", go: `${path}/${slug}` };
  });
}

export async function edit(_before: FormState, sent: FormData): Promise<FormState> {
  const operator = await requireOperator(path);
  return answer(async () => {
    await editConnection(
      operator,
      wordOf(sent, "connection"),
      inputOf(sent, wordOf(sent, "dialect")),
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
