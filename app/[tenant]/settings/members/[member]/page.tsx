import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { roleOptions } from "@/app/[tenant]/settings/labels";
import { changeRegion, changeRole, changeTeams } from "@/app/[tenant]/settings/members/actions";
import { requireSettings } from "@/app/[tenant]/settings/require-settings";
import { SettingsPage } from "@/app/[tenant]/settings/settings-page";
import { route } from "@/components/shell/route";
import { requireId } from "@/components/ui/form-action";
import { Section } from "@/components/ui/section";
import { findMember, listRegions } from "@/lib/tenants/members";
import { canDo } from "@/lib/tenants/roles";
import { listTeamNames } from "@/lib/tenants/teams";
import { MemberAccess } from "./member-access";
import { RegionForm, RoleForm, TeamsForm } from "./member-forms";

export const metadata: Metadata = { title: "Member" };

export default async function MemberPage({
  params,
}: PageProps<"/[tenant]/settings/members/[member]">) {
  const { tenant, member: userId } = await params;
  requireId(userId);
  const viewer = await requireSettings(tenant, `/members/${userId}`, "member.list");
  const [member, teams, regions] = await Promise.all([
    findMember(viewer, userId),
    listTeamNames(viewer),
    listRegions(viewer),
  ]);
  if (!member) notFound();
  const canChangeOwners = canDo(viewer.role, "owner.change");
  const { name, email, role, region, suspended } = member;
  const isLocked = role === "owner" && !canChangeOwners;
  return (
    <SettingsPage
      viewer={viewer}
      title={name}
      description={suspended ? `${email}, suspended` : email}
      parent={{ label: "Members", href: route(`/${tenant}/settings/members`) }}
    >
      <div className="max-w-xl">
        {isLocked ? (
          <p className="text-muted">
            {name} owns {viewer.tenant.name}. Only another owner can change their role, region, or
            access.
          </p>
        ) : (
          <>
            <Section title="Role">
              {/* Keyed by what is stored: a change elsewhere must not leave an old choice in a form. */}
              <RoleForm
                key={role}
                action={changeRole.bind(null, tenant, userId)}
                role={role}
                roles={roleOptions(canChangeOwners)}
              />
            </Section>
            <Section title="Region">
              <RegionForm
                key={region}
                action={changeRegion.bind(null, tenant, userId)}
                region={region}
                regions={regions}
              />
            </Section>
          </>
        )}
        <Section title="Teams" description="Members get their team's dashboards.">
          <TeamsForm
            action={changeTeams.bind(null, tenant, userId)}
            teams={teams.map(({ id, name }) => ({ value: id, label: name }))}
            current={member.teams.map(({ id }) => id)}
          />
        </Section>
        {!isLocked && <MemberAccess tenant={viewer.tenant} member={member} />}
      </div>
    </SettingsPage>
  );
}
