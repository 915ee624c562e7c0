"use server";
import { answer, textOf, wordOf } from "@/components/ui/old-form-action";
import type { FormState } from "@/components/ui/old-form-state";
import { requireOperator } from "@/lib/auth/session";
import {
  activateCredential,
  addCredential,
  type Entering,
  generateCredential,
  retireCredential,
} from "@/lib/connections/credential-change";
import { regenerateCredential } from "@/lib/connections/credential-regenerate";

const path = "/operator/connections";

function enteringOf(sent: FormData): Entering {
  return {
    kid: wordOf(sent, "kid"),
    tenant: wordOf(sent, "tenant"),
    start: wordOf(sent, "start") === "later" ? "later" : "now",
    before: beforeOf(sent),
  };
}

/** Anything but a clear word for it leaves the old keys their last tokens. */
const beforeOf = (sent: FormData) => (wordOf(sent, "before") === "retire" ? "retire" : "overlap");

export async function add(_before: FormState, sent: FormData): Promise<FormState> {
  const operator = await requireOperator(path);
  return answer(async () => {
    await addCredential(operator, wordOf(sent, "connection"), {
      ...enteringOf(sent),
      algorithm: wordOf(sent, "algorithm"),
      // As it was pasted: white space around a secret is a mistake to be told, not to be hidden.
      secret: textOf(sent, "secret"),
    });
    return { done: "Key added" };
  });
}

export async function generate(_before: FormState, sent: FormData): Promise<FormState> {
  const operator = await requireOperator(path);
  return answer(async () => {
    const input = { ...enteringOf(sent), recipe: wordOf(sent, "recipe") };
    const once = await generateCredential(operator, wordOf(sent, "connection"), input);
    return { done: "Key generated", once };
  });
}

export async function activate(_before: FormState, sent: FormData): Promise<FormState> {
  const operator = await requireOperator(path);
  return answer(async () => {
    const [connection, kid] = [wordOf(sent, "connection"), wordOf(sent, "kid")];
    await activateCredential(operator, connection, kid, beforeOf(sent));
    return { done: "The key is in use" };
  });
}

export async function retire(_before: FormState, sent: FormData): Promise<FormState> {
  const operator = await requireOperator(path);
  return answer(async () => {
    await retireCredential(operator, wordOf(sent, "connection"), wordOf(sent, "kid"));
    return { done: "Key retired" };
  });
}

export async function regenerate(_before: FormState, sent: FormData): Promise<FormState> {
  const operator = await requireOperator(path);
  return answer(async () => {
    const [connection, kid] = [wordOf(sent, "connection"), wordOf(sent, "kid")];
    return { once: await regenerateCredential(operator, connection, kid, null) };
  });
}

export async function replace(_before: FormState, sent: FormData): Promise<FormState> {
  const operator = await requireOperator(path);
  return answer(async () => {
    const [connection, kid] = [wordOf(sent, "connection"), wordOf(sent, "kid")];
    await regenerateCredential(operator, connection, kid, textOf(sent, "secret"));
    return { done: "Secret replaced" };
  });
}
