"use client";
import { changeRegion, changeRole, changeTeams } from "@/app/[tenant]/settings/members/actions";
import { RegionField } from "@/app/[tenant]/settings/region-field";
import { Boxes, type Option, Radios } from "@/components/ui/old-fields";
import { ActionForm } from "@/components/ui/old-form";

type Who = { tenant: string; member: string };

type RoleProps = Who & { role: string; roles: readonly (Option & { help: string })[] };

export function RoleForm({ role, roles, ...who }: RoleProps) {
  return (
    <ActionForm action={changeRole} submit="Save role" variant="secondary" hidden={who}>
      <Radios name="role" legend="What they may do here" defaultValue={role} options={roles} />
    </ActionForm>
  );
}

type RegionProps = Who & { region: string | null; regions: readonly string[] };

export function RegionForm({ region, regions, ...who }: RegionProps) {
  return (
    <ActionForm action={changeRegion} submit="Save region" variant="secondary" hidden={who}>
      <RegionField regions={regions} value={region} />
    </ActionForm>
  );
}

type TeamsProps = Who & { teams: readonly Option[]; own: readonly string[] };

export function TeamsForm({ teams, own, ...who }: TeamsProps) {
  if (teams.length === 0) return <p className="text-muted">There are no teams yet.</p>;
  return (
    <ActionForm action={changeTeams} submit="Save teams" variant="secondary" hidden={who}>
      <Boxes name="teams" label="They are in" options={teams} defaultValue={own} />
    </ActionForm>
  );
}
