"use server";
import { z } from "zod";
import { requireSettingsAction } from "@/app/[tenant]/settings/require-settings";
import { requireId, runChange, submitForm } from "@/components/ui/form-action";
import type { FormState } from "@/components/ui/form-state";
import { setGrant } from "@/lib/access/grants";
import { listValue, optionalValue } from "@/lib/validation";

const capabilitiesSchema = z.object({
  capabilities: listValue.refine(({ length }) => length > 0, "Choose at least one permission."),
});
const shareSchema = capabilitiesSchema.extend({ team: optionalValue });

/** Shares with the team that the form names, or with everyone. */
export async function share(
  tenant: string,
  dashboard: string,
  _previous: FormState,
  formData: FormData,
): Promise<FormState> {
  const viewer = await requireSettingsAction(tenant);
  const slug = requireId(dashboard);
  return submitForm(formData, shareSchema, async ({ team, capabilities }) => {
    await setGrant(viewer, slug, team, capabilities);
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
  return submitForm(formData, capabilitiesSchema, async ({ capabilities }) => {
    await setGrant(viewer, slug, teamId, capabilities);
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
