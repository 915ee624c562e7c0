import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { stopSharing } from "@/app/[tenant]/settings/grants/actions";
import { capabilityWords } from "@/app/[tenant]/settings/labels";
import { requireId, requireSettings } from "@/app/[tenant]/settings/require-settings";
import { SettingsPage } from "@/app/[tenant]/settings/settings-page";
import { route } from "@/components/shell/route";
import { EmptyState } from "@/components/ui/empty-state";
import { ConfirmButton } from "@/components/ui/old-alert-dialog";
import { Section } from "@/components/ui/section";
import { findGranted } from "@/lib/access/grants";
import { teamChoices } from "@/lib/tenants/teams";
import { GrantForm, ShareForm } from "./grant-forms";

export const metadata: Metadata = { title: "Grant" };

export default async function Grant({
  params,
}: PageProps<"/[tenant]/settings/grants/[dashboard]">) {
  const { tenant, dashboard: given } = await params;
  const slug = requireId(given);
  const viewer = await requireSettings(tenant, `/grants/${slug}`, "grant.list");
  const [board, teams] = await Promise.all([findGranted(viewer, slug), teamChoices(viewer)]);
  if (!board) notFound();
  const granted = new Set(board.grants.map(({ team }) => team?.id ?? ""));
  const others = [{ id: "", name: `Everybody in ${viewer.tenant.name}` }, ...teams].filter(
    ({ id }) => !granted.has(id),
  );
  const choices = board.choices.map((choice) => ({
    ...choice,
    ...capabilityWords[choice.capability],
  }));
  const about = { tenant, dashboard: slug };
  return (
    <SettingsPage
      viewer={viewer}
      title={board.title}
      description={`${board.kindLabel}, ${board.vendorLabel}`}
      above={{ label: "Grants", href: route(`/${tenant}/settings/grants`) }}
    >
      <div className="max-w-2xl">
        {board.grants.length === 0 && <EmptyState>Nobody may open this dashboard yet.</EmptyState>}
        {board.grants.map(({ team, capabilities }) => {
          const name = team?.name ?? `Everybody in ${viewer.tenant.name}`;
          const hidden = { ...about, team: team?.id ?? "" };
          return (
            <Section
              key={team?.id ?? ""}
              title={name}
              action={
                <ConfirmButton
                  label="Stop sharing"
                  title={`Stop sharing with ${name}?`}
                  action={stopSharing}
                  submit="Stop sharing"
                  hidden={hidden}
                >
                  <p>
                    Whoever has it open and may not by another grant loses it within seconds.
                    Nothing at the vendor is deleted.
                  </p>
                </ConfirmButton>
              }
            >
              <GrantForm
                key={capabilities.join()}
                hidden={hidden}
                choices={choices}
                given={capabilities}
              />
            </Section>
          );
        })}
        {others.length > 0 && (
          <Section title="Share">
            <ShareForm
              key={others.map(({ id }) => id).join()}
              hidden={about}
              choices={choices}
              teams={others.map(({ id, name }) => ({ value: id, label: name }))}
            />
          </Section>
        )}
      </div>
    </SettingsPage>
  );
}
