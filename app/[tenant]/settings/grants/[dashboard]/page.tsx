import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { changeGrant, share, stopSharing } from "@/app/[tenant]/settings/grants/actions";
import { capabilityLabels } from "@/app/[tenant]/settings/labels";
import { requireSettings } from "@/app/[tenant]/settings/require-settings";
import { SettingsPage } from "@/app/[tenant]/settings/settings-page";
import { route } from "@/components/shell/route";
import { AlertDialogButton } from "@/components/ui/alert-dialog";
import { EmptyState } from "@/components/ui/empty-state";
import { requireId } from "@/components/ui/form-action";
import { Section } from "@/components/ui/section";
import { findGranted } from "@/lib/access/grants";
import { dayOf } from "@/lib/format-date";
import { listTeamNames } from "@/lib/tenants/teams";
import { GrantForm, ShareForm } from "./grant-forms";

export const metadata: Metadata = { title: "Sharing" };

export default async function DashboardSharing({
  params,
}: PageProps<"/[tenant]/settings/grants/[dashboard]">) {
  const { tenant, dashboard: slug } = await params;
  requireId(slug);
  const viewer = await requireSettings(tenant, `/grants/${slug}`, "grant.list");
  const [dashboard, teams] = await Promise.all([findGranted(viewer, slug), listTeamNames(viewer)]);
  if (!dashboard) notFound();
  const everyone = `Everyone in ${viewer.tenant.name}`;
  const granted = new Set(dashboard.grants.map(({ team }) => team?.id ?? ""));
  const others = [{ id: "", name: everyone }, ...teams].filter(({ id }) => !granted.has(id));
  const options = dashboard.choices.map((choice) => ({
    ...choice,
    ...capabilityLabels[choice.capability],
  }));
  return (
    <SettingsPage
      viewer={viewer}
      title={dashboard.title}
      description={`${dashboard.kindLabel}, ${dashboard.vendorLabel}`}
      parent={{ label: "Sharing", href: route(`/${tenant}/settings/grants`) }}
    >
      <div className="max-w-2xl">
        {dashboard.grants.length === 0 && (
          <EmptyState>This dashboard isn't shared with anyone yet.</EmptyState>
        )}
        {dashboard.grants.map(({ team, capabilities, expiresAt }) => {
          const name = team?.name ?? everyone;
          const teamId = team?.id ?? null;
          const isExpired = expiresAt !== null && expiresAt <= new Date();
          // The grant ends with that day: a millisecond before is still inside it.
          const lastDay = expiresAt
            ? dayOf(new Date(expiresAt.getTime() - 1), viewer.user.timeZone)
            : undefined;
          return (
            <Section
              key={teamId}
              title={name}
              {...(isExpired && { description: "Access has ended." })}
              action={
                <AlertDialogButton
                  label="Stop sharing"
                  title={`Stop sharing with ${name}?`}
                  action={stopSharing.bind(null, tenant, slug, teamId)}
                  submitLabel="Stop sharing"
                >
                  <p>
                    The dashboard closes within seconds for people who have no other access to it.
                    Nothing is deleted at {dashboard.vendorLabel}.
                  </p>
                </AlertDialogButton>
              }
            >
              <GrantForm
                key={[...capabilities, lastDay].join()}
                action={changeGrant.bind(null, tenant, slug, teamId)}
                options={options}
                current={capabilities}
                lastDay={lastDay}
              />
            </Section>
          );
        })}
        {others.length > 0 && (
          <Section title="Share">
            <ShareForm
              key={others.map(({ id }) => id).join()}
              action={share.bind(null, tenant, slug)}
              options={options}
              teams={others.map(({ id, name }) => ({ value: id, label: name }))}
            />
          </Section>
        )}
      </div>
    </SettingsPage>
  );
}
