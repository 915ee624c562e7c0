"use client";
import { RegionField } from "@/app/[tenant]/settings/region-field";
import { CheckboxGroup } from "@/components/ui/checkbox-group";
import { Form } from "@/components/ui/form";
import type { FormAction } from "@/components/ui/form-state";
import type { Option } from "@/components/ui/option";
import { RadioGroup } from "@/components/ui/radio-group";

type RoleProps = { action: FormAction; role: string; roles: readonly Option[] };

export function RoleForm({ action, role, roles }: RoleProps) {
  return (
    <Form action={action} submitLabel="Save role" variant="secondary">
      <RadioGroup name="role" label="Role" defaultValue={role} options={roles} />
    </Form>
  );
}

type RegionProps = { action: FormAction; region: string | null; regions: readonly string[] };

export function RegionForm({ action, region, regions }: RegionProps) {
  return (
    <Form action={action} submitLabel="Save region" variant="secondary">
      <RegionField regions={regions} defaultValue={region} />
    </Form>
  );
}

type TeamsProps = { action: FormAction; teams: readonly Option[]; current: readonly string[] };

export function TeamsForm({ action, teams, current }: TeamsProps) {
  if (teams.length === 0) return <p className="text-muted">No teams yet.</p>;
  return (
    <Form action={action} submitLabel="Save teams" variant="secondary">
      <CheckboxGroup name="teams" label="Member of" options={teams} defaultValue={current} />
    </Form>
  );
}
