"use client";
import { Combobox } from "@/components/ui/combobox";
import { Form } from "@/components/ui/form";
import type { FormAction } from "@/components/ui/form-state";
import type { Option } from "@/components/ui/option";
import { CapabilityField, type CapabilityOption } from "./capability-field";

type Props = { action: FormAction; options: readonly CapabilityOption[] };

export function GrantForm({ action, options, current }: Props & { current: readonly string[] }) {
  return (
    <Form action={action} submitLabel="Save" variant="secondary">
      <CapabilityField options={options} defaultValue={current} />
    </Form>
  );
}

export function ShareForm({ action, options, teams }: Props & { teams: readonly Option[] }) {
  return (
    <Form action={action} submitLabel="Share" pendingLabel="Sharing…">
      <Combobox name="team" label="Share with" options={teams} defaultValue={teams[0]?.value} />
      <CapabilityField options={options} defaultValue={["view"]} />
    </Form>
  );
}
