"use server";
import type { Route } from "next";
import { revalidatePath } from "next/cache";
import { redirect } from "next/navigation";
import { requireSettingsAction } from "@/app/[tenant]/settings/require-settings";
import { route } from "@/components/shell/route";
import { requireId, runChange, submitForm } from "@/components/ui/form-action";
import type { FormState } from "@/components/ui/form-state";
import { env } from "@/lib/env";
import { inviteMember, withdrawInvitation } from "@/lib/tenants/invitations";
import {
  removeMember,
  resumeMember,
  setRegion,
  setRole,
  setTeams,
  suspendMember,
} from "@/lib/tenants/members";
import { invitationSchema, regionSchema, roleSchema, teamsSchema } from "@/lib/tenants/schema";

/** The sidebar of the next page must not show what the viewer has lost. */
function leaveSettings(to: Route): never {
  revalidatePath("/[tenant]", "layout");
  redirect(to);
}

export async function invite(
  tenant: string,
  _previous: FormState<{ link: string }>,
  formData: FormData,
): Promise<FormState<{ link: string }>> {
  const viewer = await requireSettingsAction(tenant);
  return submitForm(formData, invitationSchema, async (invitation) => {
    const path = await inviteMember(viewer, invitation);
    return { message: "Invitation created", result: { link: env().origin + path } };
  });
}

export async function withdraw(tenant: string, invitation: string): Promise<FormState> {
  const viewer = await requireSettingsAction(tenant);
  const id = requireId(invitation);
  return runChange(async () => {
    await withdrawInvitation(viewer, id);
    return { message: "Invitation withdrawn" };
  });
}

export async function changeRole(
  tenant: string,
  member: string,
  _previous: FormState,
  formData: FormData,
): Promise<FormState> {
  const viewer = await requireSettingsAction(tenant);
  const userId = requireId(member);
  return submitForm(formData, roleSchema, async ({ role }) => {
    await setRole(viewer, userId, role);
    // A member has no settings page to come back to.
    if (role === "member" && userId === viewer.user.id) leaveSettings(route(`/${tenant}`));
    return { message: "Role saved" };
  });
}

export async function changeRegion(
  tenant: string,
  member: string,
  _previous: FormState,
  formData: FormData,
): Promise<FormState> {
  const viewer = await requireSettingsAction(tenant);
  const userId = requireId(member);
  return submitForm(formData, regionSchema, async ({ region }) => {
    await setRegion(viewer, userId, region);
    return { message: "Region saved" };
  });
}

export async function changeTeams(
  tenant: string,
  member: string,
  _previous: FormState,
  formData: FormData,
): Promise<FormState> {
  const viewer = await requireSettingsAction(tenant);
  const userId = requireId(member);
  return submitForm(formData, teamsSchema, async ({ teams }) => {
    await setTeams(viewer, userId, teams);
    return { message: "Teams saved" };
  });
}

export async function suspend(tenant: string, member: string): Promise<FormState> {
  const viewer = await requireSettingsAction(tenant);
  const userId = requireId(member);
  return runChange(async () => {
    await suspendMember(viewer, userId);
    if (userId === viewer.user.id) leaveSettings("/");
    return { message: "Member suspended" };
  });
}

export async function resume(tenant: string, member: string): Promise<FormState> {
  const viewer = await requireSettingsAction(tenant);
  const userId = requireId(member);
  return runChange(async () => {
    await resumeMember(viewer, userId);
    return { message: "Access restored" };
  });
}

export async function remove(tenant: string, member: string): Promise<FormState> {
  const viewer = await requireSettingsAction(tenant);
  const userId = requireId(member);
  return runChange(async () => {
    await removeMember(viewer, userId);
    if (userId === viewer.user.id) leaveSettings("/");
    return { message: "Member removed", redirectTo: route(`/${tenant}/settings/members`) };
  });
}
