import type { Metadata } from "next";
import { roleOptions } from "@/app/[tenant]/settings/labels";
import { requireSettings } from "@/app/[tenant]/settings/require-settings";
import { SettingsPage } from "@/app/[tenant]/settings/settings-page";
import { route } from "@/components/shell/route";
import { invitationDays } from "@/lib/tenants/invitations";
import { listRegions } from "@/lib/tenants/members";
import { canDo } from "@/lib/tenants/roles";
import { teamChoices } from "@/lib/tenants/teams";
import { AddForm } from "./add-form";

export const metadata: Metadata = { title: "Add a person" };

export default async function AddPerson({ params }: PageProps<"/[tenant]/settings/members/add">) {
  const { tenant } = await params;
  const viewer = await requireSettings(tenant, "/members/add", "invitation.create");
  const [teams, regions] = await Promise.all([teamChoices(viewer), listRegions(viewer)]);
  return (
    <SettingsPage
      viewer={viewer}
      title="Add a person"
      description="They get a link from you, and belong once they have accepted it."
      above={{ label: "Members", href: route(`/${tenant}/settings/members`) }}
    >
      <div className="max-w-xl">
        <AddForm
          tenant={tenant}
          roles={roleOptions(canDo(viewer.role, "owner.change"))}
          teams={teams.map(({ id, name }) => ({ value: id, label: name }))}
          regions={regions}
          days={invitationDays}
        />
      </div>
    </SettingsPage>
  );
}
