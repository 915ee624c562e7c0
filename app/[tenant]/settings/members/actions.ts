"use server";
import type { Route } from "next";
import { revalidatePath } from "next/cache";
import { redirect } from "next/navigation";
import { viewerOf } from "@/app/[tenant]/settings/require-settings";
import { route } from "@/components/shell/route";
import { answer, textOf, wordOf } from "@/components/ui/old-form-action";
import type { FormState } from "@/components/ui/old-form-state";
import { env } from "@/lib/env";
import {
  removeMember,
  resumeMember,
  setRegion,
  setRole,
  setTeams,
  suspendMember,
} from "@/lib/tenants/member-change";
import { inviteMember, withdrawInvitation } from "@/lib/tenants/member-invite";
import type { Viewer } from "@/lib/tenants/require-viewer";

/** Whoever gave up their own place here has no settings page to go back to. */
function leaveIfOwn(viewer: Viewer, member: string, home: Route): void {
  if (member !== viewer.user.id) return;
  revalidatePath("/", "layout");
  redirect(home);
}

const teamsOf = (sent: FormData) => sent.getAll("teams").filter((id) => typeof id === "string");

export async function add(_before: FormState, sent: FormData): Promise<FormState> {
  return answer(async () => {
    const viewer = await viewerOf(sent);
    const path = await inviteMember(viewer, {
      email: wordOf(sent, "email"),
      role: wordOf(sent, "role"),
      region: textOf(sent, "region"),
      teamIds: teamsOf(sent),
    });
    return { done: "Invited", link: env().origin + path };
  });
}

export async function withdraw(_before: FormState, sent: FormData): Promise<FormState> {
  return answer(async () => {
    await withdrawInvitation(await viewerOf(sent), textOf(sent, "invitation"));
    return { done: "Withdrawn" };
  });
}

export async function changeRole(_before: FormState, sent: FormData): Promise<FormState> {
  return answer(async () => {
    const viewer = await viewerOf(sent);
    const [member, role] = [textOf(sent, "member"), textOf(sent, "role")];
    await setRole(viewer, member, role);
    if (role === "member") leaveIfOwn(viewer, member, route(`/${viewer.tenant.slug}`));
    return { done: "Saved" };
  });
}

export async function changeRegion(_before: FormState, sent: FormData): Promise<FormState> {
  return answer(async () => {
    await setRegion(await viewerOf(sent), textOf(sent, "member"), textOf(sent, "region"));
    return { done: "Saved" };
  });
}

export async function changeTeams(_before: FormState, sent: FormData): Promise<FormState> {
  return answer(async () => {
    await setTeams(await viewerOf(sent), textOf(sent, "member"), teamsOf(sent));
    return { done: "Saved" };
  });
}

export async function suspend(_before: FormState, sent: FormData): Promise<FormState> {
  return answer(async () => {
    const [viewer, member] = [await viewerOf(sent), textOf(sent, "member")];
    await suspendMember(viewer, member);
    leaveIfOwn(viewer, member, "/");
    return { done: "Suspended" };
  });
}

export async function resume(_before: FormState, sent: FormData): Promise<FormState> {
  return answer(async () => {
    await resumeMember(await viewerOf(sent), textOf(sent, "member"));
    return { done: "No longer suspended" };
  });
}

export async function remove(_before: FormState, sent: FormData): Promise<FormState> {
  return answer(async () => {
    const [viewer, member] = [await viewerOf(sent), textOf(sent, "member")];
    await removeMember(viewer, member);
    leaveIfOwn(viewer, member, "/");
    return { done: "Removed", go: route(`/${viewer.tenant.slug}/settings/members`) };
  });
}
