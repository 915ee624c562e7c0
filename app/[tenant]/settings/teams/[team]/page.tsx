import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { Suspense } from "react";
import { requireSettings } from "@/app/[tenant]/settings/require-settings";
import { SettingsPage } from "@/app/[tenant]/settings/settings-page";
import { remove, rename } from "@/app/[tenant]/settings/teams/actions";
import { route } from "@/components/shell/route";
import { AlertDialogButton } from "@/components/ui/alert-dialog";
import { requireId } from "@/components/ui/form-action";
import { FormDialog } from "@/components/ui/form-dialog";
import { Section } from "@/components/ui/section";
import { TableSkeleton } from "@/components/ui/skeleton";
import { TextField } from "@/components/ui/text-field";
import { findTeam } from "@/lib/tenants/teams";
import { TeamMembers } from "./team-members";

export const metadata: Metadata = { title: "Team" };

export default async function TeamPage({
  params,
  searchParams,
}: PageProps<"/[tenant]/settings/teams/[team]">) {
  const { tenant, team: slug } = await params;
  requireId(slug);
  const viewer = await requireSettings(tenant, `/teams/${slug}`, "team.list");
  const team = await findTeam(viewer, slug);
  if (!team) notFound();
  return (
    <SettingsPage
      viewer={viewer}
      title={team.name}
      description={describeDashboards(team.dashboards)}
      parent={{ label: "Teams", href: route(`/${tenant}/settings/teams`) }}
      action={
        <FormDialog
          label="Rename"
          title={`Rename ${team.name}`}
          action={rename.bind(null, tenant, team.id)}
          submitLabel="Rename"
        >
          <TextField name="name" label="Name" defaultValue={team.name} maxLength={100} />
        </FormDialog>
      }
    >
      <Suspense fallback={<TableSkeleton />}>
        <TeamMembers viewer={viewer} team={team} searchParams={await searchParams} />
      </Suspense>
      <Section title="Delete team">
        <AlertDialogButton
          label="Delete team"
          title={`Delete ${team.name}?`}
          action={remove.bind(null, tenant, team.id)}
          submitLabel="Delete team"
          confirmText={team.name}
        >
          <p>
            Sharing with this team and its vendor mappings are deleted, and dashboards that only
            this team could open close within seconds. Its members stay in {viewer.tenant.name}.
          </p>
        </AlertDialogButton>
      </Section>
    </SettingsPage>
  );
}

function describeDashboards(count: number): string {
  if (count === 0) return "No dashboards are shared with this team.";
  return count === 1
    ? "1 dashboard is shared with this team."
    : `${count} dashboards are shared with this team.`;
}
