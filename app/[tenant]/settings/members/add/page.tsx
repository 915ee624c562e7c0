import type { Metadata } from "next";
import { invitationDays } from "@/lib/tenancy/invitations";
import { listRegions } from "@/lib/tenancy/members";
import { canDo } from "@/lib/tenancy/roles";
import { teamChoices } from "@/lib/tenancy/teams";
import { requireSettings } from "../../gate";
import { SettingsPage } from "../../parts/settings-page";
import { roleOptions } from "../../words";
import { AddForm } from "./add-form";

export const metadata: Metadata = { title: "Add a person" };

type Props = { params: Promise<{ tenant: string }> };

export default async function AddPerson({ params }: Props) {
  const { tenant } = await params;
  const viewer = await requireSettings(tenant, "/members/add", "invitation.create");
  const [teams, regions] = await Promise.all([teamChoices(viewer), listRegions(viewer)]);
  return (
    <SettingsPage
      viewer={viewer}
      title="Add a person"
      sentence="They get a link from you, and belong once they have accepted it."
      above={{ label: "Members", href: `/${tenant}/settings/members` }}
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
