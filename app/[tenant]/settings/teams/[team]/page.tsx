import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { requireId, requireSettings } from "@/app/[tenant]/settings/require-settings";
import { SettingsPage } from "@/app/[tenant]/settings/settings-page";
import { rename } from "@/app/[tenant]/settings/teams/actions";
import { route } from "@/components/shell/route";
import { Text } from "@/components/ui/old-fields";
import { DialogForm } from "@/components/ui/old-form-dialog";
import { Section } from "@/components/ui/section";
import { parsePagination } from "@/lib/pagination";
import { findTeam } from "@/lib/tenants/teams";
import { People } from "./people";
import { TeamDanger } from "./team-danger";

export const metadata: Metadata = { title: "Team" };

export default async function Team({
  params,
  searchParams,
}: PageProps<"/[tenant]/settings/teams/[team]">) {
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
      description={
        team.dashboards === 0 ? "Nothing is shared with this team alone." : sharedWords(team)
      }
      above={{ label: "Teams", href: route(`/${tenant}/settings/teams`) }}
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
      <People viewer={viewer} team={team} wanted={parsePagination(await searchParams)} />
      <Section title="Delete">
        <TeamDanger hidden={hidden} name={team.name} />
      </Section>
    </SettingsPage>
  );
}

function sharedWords({ dashboards }: { dashboards: number }): string {
  return dashboards === 1
    ? "One dashboard is shared with this team."
    : `${dashboards} dashboards are shared with this team.`;
}
