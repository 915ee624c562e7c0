"use server";
import { viewerOf } from "@/app/[tenant]/settings/require-settings";
import { route } from "@/components/shell/route";
import { answer, textOf } from "@/components/ui/old-form-action";
import type { FormState } from "@/components/ui/old-form-state";
import { addToTeam, createTeam, deleteTeam, removeFromTeam, renameTeam } from "@/lib/tenants/teams";

export async function create(_before: FormState, sent: FormData): Promise<FormState> {
  return answer(async () => {
    const viewer = await viewerOf(sent);
    const slug = await createTeam(viewer, textOf(sent, "name"));
    return { done: "Created", go: route(`/${viewer.tenant.slug}/settings/teams/${slug}`) };
  });
}

export async function rename(_before: FormState, sent: FormData): Promise<FormState> {
  return answer(async () => {
    await renameTeam(await viewerOf(sent), textOf(sent, "team"), textOf(sent, "name"));
    return { done: "Renamed" };
  });
}

export async function remove(_before: FormState, sent: FormData): Promise<FormState> {
  return answer(async () => {
    const viewer = await viewerOf(sent);
    await deleteTeam(viewer, textOf(sent, "team"));
    return { done: "Deleted", go: route(`/${viewer.tenant.slug}/settings/teams`) };
  });
}

export async function addPerson(_before: FormState, sent: FormData): Promise<FormState> {
  return answer(async () => {
    const name = await addToTeam(await viewerOf(sent), textOf(sent, "team"), textOf(sent, "email"));
    return { done: `${name} is in the team` };
  });
}

export async function removePerson(_before: FormState, sent: FormData): Promise<FormState> {
  return answer(async () => {
    await removeFromTeam(await viewerOf(sent), textOf(sent, "team"), textOf(sent, "member"));
    return { done: "No longer in the team" };
  });
}
