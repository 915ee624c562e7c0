"use server";
import { answer, wordOf } from "@/components/ui/old-form-action";
import type { FormState } from "@/components/ui/old-form-state";
import { requireOperator } from "@/lib/auth/session";
import {
  createDashboard,
  deleteDashboard,
  editDashboard,
  moveDashboard,
} from "@/lib/connections/dashboard-change";
import { freeSlug, recognizeUrl, titleOf } from "@/lib/connections/dashboards";
import { importDashboards } from "@/lib/connections/import";
import { refuse } from "@/lib/validation";

const path = "/operator/dashboards";

const inputOf = (sent: FormData) => ({
  title: wordOf(sent, "title"),
  description: wordOf(sent, "description"),
  connection: wordOf(sent, "connection"),
  kind: wordOf(sent, "kind"),
  ref: wordOf(sent, "ref"),
});

export async function create(_before: FormState, sent: FormData): Promise<FormState> {
  const operator = await requireOperator(`${path}/new`);
  return answer(async () => {
    await createDashboard(operator, { ...inputOf(sent), slug: wordOf(sent, "slug") });
    return { done: "Dashboard added", go: path };
  });
}

export async function edit(_before: FormState, sent: FormData): Promise<FormState> {
  const operator = await requireOperator(path);
  return answer(async () => {
    await editDashboard(operator, wordOf(sent, "dashboard"), inputOf(sent));
    return { done: "Saved" };
  });
}

export async function remove(_before: FormState, sent: FormData): Promise<FormState> {
  const operator = await requireOperator(path);
  return answer(async () => {
    await deleteDashboard(operator, wordOf(sent, "dashboard"));
    return { done: "Dashboard deleted", go: path };
  });
}

export async function move(_before: FormState, sent: FormData): Promise<FormState> {
  const operator = await requireOperator(path);
  return answer(async () => {
    const by = wordOf(sent, "by") === "up" ? "up" : "down";
    await moveDashboard(operator, wordOf(sent, "dashboard"), by);
    return { done: by === "up" ? "Moved up" : "Moved down" };
  });
}

/** Reads a vendor's address: nothing is written, the form is filled in. */
export async function recognize(_before: FormState, sent: FormData): Promise<FormState> {
  const operator = await requireOperator(path);
  return answer(async () => {
    const found = await recognizeUrl(operator, wordOf(sent, "address"));
    if (!found) {
      return refuse(
        "address",
        "No connection knows this address. Copy it from the vendor's own page, or fill in the form.",
      );
    }
    const title = titleOf(found);
    return { filled: { ...found, title, slug: await freeSlug(title || found.ref) } };
  });
}

export async function takeOver(_before: FormState, sent: FormData): Promise<FormState> {
  const operator = await requireOperator(`${path}/import`);
  return answer(async () => {
    const refs = sent.getAll("refs").map(String);
    const count = await importDashboards(operator, wordOf(sent, "connection"), refs);
    return { done: count === 1 ? "1 dashboard added" : `${count} dashboards added`, go: path };
  });
}
