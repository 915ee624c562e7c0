"use server";
import { z } from "zod";
import { requireSettingsAction } from "@/app/[tenant]/settings/require-settings";
import { route } from "@/components/shell/route";
import { requireId, runChange, submitForm } from "@/components/ui/form-action";
import type { FormState } from "@/components/ui/form-state";
import type { Option } from "@/components/ui/option";
import { teamSchema } from "@/lib/tenants/schema";
import {
  addToTeam,
  createTeam,
  deleteTeam,
  findNewTeamMembers,
  removeFromTeam,
  renameTeam,
} from "@/lib/tenants/teams";

export async function create(
  tenant: string,
  _previous: FormState,
  formData: FormData,
): Promise<FormState> {
  const viewer = await requireSettingsAction(tenant);
  return submitForm(formData, teamSchema, async ({ name }) => {
    const slug = await createTeam(viewer, name);
    return { message: "Team created", redirectTo: route(`/${tenant}/settings/teams/${slug}`) };
  });
}

export async function rename(
  tenant: string,
  team: string,
  _previous: FormState,
  formData: FormData,
): Promise<FormState> {
  const viewer = await requireSettingsAction(tenant);
  const teamId = requireId(team);
  return submitForm(formData, teamSchema, async ({ name }) => {
    await renameTeam(viewer, teamId, name);
    return { message: "Team renamed" };
  });
}

export async function remove(tenant: string, team: string): Promise<FormState> {
  const viewer = await requireSettingsAction(tenant);
  const teamId = requireId(team);
  return runChange(async () => {
    await deleteTeam(viewer, teamId);
    return { message: "Team deleted", redirectTo: route(`/${tenant}/settings/teams`) };
  });
}

const memberSchema = z.object({ member: z.string().min(1, "Choose a member.").max(64) });

export async function addMember(
  tenant: string,
  team: string,
  _previous: FormState,
  formData: FormData,
): Promise<FormState> {
  const viewer = await requireSettingsAction(tenant);
  const teamId = requireId(team);
  return submitForm(formData, memberSchema, async ({ member }) => {
    const name = await addToTeam(viewer, teamId, member);
    return { message: `${name} added` };
  });
}

export async function removeMember(
  tenant: string,
  team: string,
  member: string,
): Promise<FormState> {
  const viewer = await requireSettingsAction(tenant);
  const [teamId, userId] = [requireId(team), requireId(member)];
  return runChange(async () => {
    await removeFromTeam(viewer, teamId, userId);
    return { message: "Removed from team" };
  });
}

/** Members to add to a team. */
export async function searchNewMembers(
  tenant: string,
  team: string,
  query: string,
): Promise<Option[]> {
  const viewer = await requireSettingsAction(tenant);
  const members = await findNewTeamMembers(viewer, requireId(team), String(query));
  return members.map(({ userId, name, email }) => ({
    value: userId,
    label: name,
    description: email,
  }));
}
