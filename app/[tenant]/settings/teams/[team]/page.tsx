import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { DialogForm } from "@/app/forms/dialog-form";
import { Text } from "@/app/forms/fields";
import { Part } from "@/app/ui/part";
import { wantedOf } from "@/lib/page-of";
import { findTeam } from "@/lib/tenancy/teams";
import { requireId, requireSettings } from "../../gate";
import { SettingsPage } from "../../parts/settings-page";
import { rename } from "../actions";
import { People } from "./people";
import { TeamDanger } from "./team-danger";

export const metadata: Metadata = { title: "Team" };

type Props = {
  params: Promise<{ tenant: string; team: string }>;
  searchParams: Promise<Record<string, string | string[] | undefined>>;
};

export default async function Team({ params, searchParams }: Props) {
  const { tenant, team: given } = await params;
  const slug = requireId(given);
  const viewer = await requireSettings(tenant, `/teams/${slug}`, "team.list");
  const team = await findTeam(viewer, slug);
  if (!team) notFound();
  const hidden = { tenant, team: team.id };
  return (
    <SettingsPage
      viewer={viewer}
      title={team.name}
      sentence={
        team.dashboards === 0 ? "Nothing is shared with this team alone." : sharedWords(team)
      }
      above={{ label: "Teams", href: `/${tenant}/settings/teams` }}
      action={
        <DialogForm
          label="Rename"
          title={`Rename ${team.name}`}
          action={rename}
          submit="Rename"
          hidden={hidden}
        >
          <Text name="name" label="Name" defaultValue={team.name} maxLength={100} />
        </DialogForm>
      }
    >
      <People viewer={viewer} team={team} wanted={wantedOf(await searchParams)} />
      <Part title="Delete">
        <TeamDanger hidden={hidden} name={team.name} />
      </Part>
    </SettingsPage>
  );
}

function sharedWords({ dashboards }: { dashboards: number }): string {
  return dashboards === 1
    ? "One dashboard is shared with this team."
    : `${dashboards} dashboards are shared with this team.`;
}
