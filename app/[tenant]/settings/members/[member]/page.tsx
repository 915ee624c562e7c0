import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { roleOptions, roleWords } from "@/app/[tenant]/settings/labels";
import { requireId, requireSettings } from "@/app/[tenant]/settings/require-settings";
import { SettingsPage } from "@/app/[tenant]/settings/settings-page";
import { route } from "@/components/shell/route";
import { Section } from "@/components/ui/section";
import { findMember, listRegions } from "@/lib/tenants/members";
import { canDo } from "@/lib/tenants/roles";
import { teamChoices } from "@/lib/tenants/teams";
import { MemberDanger } from "./member-danger";
import { RegionForm, RoleForm, TeamsForm } from "./member-forms";

export const metadata: Metadata = { title: "Member" };

export default async function Member({ params }: PageProps<"/[tenant]/settings/members/[member]">) {
  const { tenant, member: given } = await params;
  const member = requireId(given);
  const viewer = await requireSettings(tenant, `/members/${member}`, "member.list");
  const [found, teams, regions] = await Promise.all([
    findMember(viewer, member),
    teamChoices(viewer),
    listRegions(viewer),
  ]);
  if (!found) notFound();
  const owners = canDo(viewer.role, "owner.change");
  const who = { tenant, member };
  const { name, email, role, region } = found;
  return (
    <SettingsPage
      viewer={viewer}
      title={name}
      description={found.suspended ? `${email}, suspended` : email}
      above={{ label: "Members", href: route(`/${tenant}/settings/members`) }}
    >
      <div className="max-w-xl">
        {role === "owner" && !owners ? (
          <p className="text-muted">
            {roleWords.owner.label} of {viewer.tenant.name}. Only another owner changes an owner’s
            role, region or membership.
          </p>
        ) : (
          <>
            <Section title="Role">
              {/* Keyed by what is stored: a change elsewhere must not leave an old choice in a form. */}
              <RoleForm key={role} {...who} role={role} roles={roleOptions(owners)} />
            </Section>
            <Section title="Region">
              <RegionForm key={region} {...who} region={region} regions={regions} />
            </Section>
          </>
        )}
        <Section title="Teams" description="A team brings what is shared with it.">
          <TeamsForm
            {...who}
            teams={teams.map(({ id, name }) => ({ value: id, label: name }))}
            own={found.teams.map(({ id }) => id)}
          />
        </Section>
        {(role !== "owner" || owners) && (
          <MemberDanger
            {...who}
            name={name}
            email={email}
            suspended={found.suspended}
            tenantName={viewer.tenant.name}
          />
        )}
      </div>
    </SettingsPage>
  );
}
