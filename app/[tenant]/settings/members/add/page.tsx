import type { Metadata } from "next";
import { roleOptions } from "@/app/[tenant]/settings/labels";
import { invite } from "@/app/[tenant]/settings/members/actions";
import { requireSettings } from "@/app/[tenant]/settings/require-settings";
import { SettingsPage } from "@/app/[tenant]/settings/settings-page";
import { route } from "@/components/shell/route";
import { invitationDays } from "@/lib/tenants/invitations";
import { listRegions } from "@/lib/tenants/members";
import { canDo } from "@/lib/tenants/roles";
import { listTeamNames } from "@/lib/tenants/teams";
import { AddForm } from "./add-form";

export const metadata: Metadata = { title: "Invite a member" };

export default async function AddMember({ params }: PageProps<"/[tenant]/settings/members/add">) {
  const { tenant } = await params;
  const viewer = await requireSettings(tenant, "/members/add", "invitation.create");
  const [teams, regions] = await Promise.all([listTeamNames(viewer), listRegions(viewer)]);
  return (
    <SettingsPage
      viewer={viewer}
      title="Invite a member"
      description="You'll get a link to send them."
      parent={{ label: "Members", href: route(`/${tenant}/settings/members`) }}
    >
      <div className="max-w-xl">
        <AddForm
          action={invite.bind(null, tenant)}
          roles={roleOptions(canDo(viewer.role, "owner.change"))}
          teams={teams.map(({ id, name }) => ({ value: id, label: name }))}
          regions={regions}
          expiresInDays={invitationDays}
        />
      </div>
    </SettingsPage>
  );
}
