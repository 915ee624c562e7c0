"use server";
import { z } from "zod";
import { requireSettingsAction } from "@/app/[tenant]/settings/require-settings";
import { requireId, runChange, submitForm } from "@/components/ui/form-action";
import type { FormState } from "@/components/ui/form-state";
import { setGrant } from "@/lib/access/grants";
import { endOfDay } from "@/lib/format-date";
import type { Viewer } from "@/lib/tenants/require-viewer";
import { listValue, optionalValue } from "@/lib/validation";

const grantSchema = z.object({
  capabilities: listValue.refine(({ length }) => length > 0, "Choose at least one permission."),
  /** The last day of access. */
  expiresAt: z.preprocess((value) => value || null, z.iso.date("Enter a date.").nullable()),
});
const shareSchema = grantSchema.extend({ team: optionalValue });

const toExpiry = (day: string | null, { user }: Viewer) =>
  day === null ? null : endOfDay(day, user.timeZone);

/** Shares with the team that the form names, or with everyone. */
export async function share(
  tenant: string,
  dashboard: string,
  _previous: FormState,
  formData: FormData,
): Promise<FormState> {
  const viewer = await requireSettingsAction(tenant);
  const slug = requireId(dashboard);
  return submitForm(formData, shareSchema, async ({ team, capabilities, expiresAt }) => {
    await setGrant(viewer, slug, team, capabilities, toExpiry(expiresAt, viewer));
    return { message: "Dashboard shared" };
  });
}

/** @param team null is everyone in the tenant */
export async function changeGrant(
  tenant: string,
  dashboard: string,
  team: string | null,
  _previous: FormState,
  formData: FormData,
): Promise<FormState> {
  const viewer = await requireSettingsAction(tenant);
  const slug = requireId(dashboard);
  const teamId = team === null ? null : requireId(team);
  return submitForm(formData, grantSchema, async ({ capabilities, expiresAt }) => {
    await setGrant(viewer, slug, teamId, capabilities, toExpiry(expiresAt, viewer));
    return { message: "Permissions saved" };
  });
}

/** @param team null is everyone in the tenant */
export async function stopSharing(
  tenant: string,
  dashboard: string,
  team: string | null,
): Promise<FormState> {
  const viewer = await requireSettingsAction(tenant);
  const slug = requireId(dashboard);
  const teamId = team === null ? null : requireId(team);
  return runChange(async () => {
    await setGrant(viewer, slug, teamId, []);
    return { message: "Sharing stopped" };
  });
}
