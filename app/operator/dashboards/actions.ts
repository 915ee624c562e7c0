"use server";
import { z } from "zod";
import { runChange, submitForm } from "@/components/ui/form-action";
import type { FormState } from "@/components/ui/form-state";
import { requireOperator } from "@/lib/auth/session";
import {
  createDashboard,
  deleteDashboard,
  editDashboard,
  moveDashboard,
  recognizeUrl,
  suggestSlug,
  suggestTitle,
} from "@/lib/connections/dashboards";
import { importDashboards } from "@/lib/connections/import";
import { refuse } from "@/lib/validation";

const path = "/operator/dashboards";

// Loose: the change itself reports all errors at once, and the audit records them.
const dashboardForm = z.object({
  title: z.string(),
  description: z.string(),
  connection: z.string(),
  kind: z.string().default(""),
  ref: z.string(),
});
const newDashboardForm = dashboardForm.extend({ slug: z.string().trim() });

export async function create(_previous: FormState, formData: FormData): Promise<FormState> {
  const operator = await requireOperator(`${path}/new`);
  return submitForm(formData, newDashboardForm, async (input) => {
    await createDashboard(operator, input);
    return { message: "Dashboard added", redirectTo: path };
  });
}

export async function edit(
  dashboard: string,
  _previous: FormState,
  formData: FormData,
): Promise<FormState> {
  const operator = await requireOperator(path);
  return submitForm(formData, dashboardForm, async (input) => {
    await editDashboard(operator, dashboard, input);
    return { message: "Saved" };
  });
}

export async function remove(dashboard: string): Promise<FormState> {
  const operator = await requireOperator(path);
  return runChange(async () => {
    await deleteDashboard(operator, dashboard);
    return { message: "Dashboard deleted", redirectTo: path };
  });
}

export async function move(dashboard: string, direction: "up" | "down"): Promise<FormState> {
  const operator = await requireOperator(path);
  return runChange(async () => {
    await moveDashboard(operator, dashboard, direction);
    return { message: direction === "up" ? "Moved up" : "Moved down" };
  });
}

export type Recognition = {
  connection: string;
  kind: string;
  ref: string;
  title: string;
  slug: string;
};

/** Reads a URL copied from a vendor. Nothing is stored. */
export async function recognize(
  _previous: FormState<Recognition>,
  formData: FormData,
): Promise<FormState<Recognition>> {
  const operator = await requireOperator(path);
  return submitForm(formData, z.object({ url: z.string() }), async ({ url }) => {
    const found = await recognizeUrl(operator, url);
    if (!found) {
      return refuse(
        "url",
        "No connection recognizes this URL. Copy it from the vendor's app, or fill in the form.",
      );
    }
    const title = suggestTitle(found);
    return { result: { ...found, title, slug: await suggestSlug(title || found.ref) } };
  });
}

export async function importSelected(
  connection: string,
  _previous: FormState,
  formData: FormData,
): Promise<FormState> {
  const operator = await requireOperator(`${path}/import`);
  return runChange(async () => {
    const refs = formData.getAll("refs").map(String);
    const count = await importDashboards(operator, connection, refs);
    const message = count === 1 ? "1 dashboard added" : `${count} dashboards added`;
    return { message, redirectTo: path };
  });
}
