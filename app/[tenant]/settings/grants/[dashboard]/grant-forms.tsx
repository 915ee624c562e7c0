"use client";
import { Combobox } from "@/components/ui/combobox";
import { Form } from "@/components/ui/form";
import type { FormAction } from "@/components/ui/form-state";
import type { Option } from "@/components/ui/option";
import { TextField } from "@/components/ui/text-field";
import { CapabilityField, type CapabilityOption } from "./capability-field";

type Props = { action: FormAction; options: readonly CapabilityOption[] };

type GrantFormProps = Props & { current: readonly string[]; lastDay: string | undefined };

export function GrantForm({ action, options, current, lastDay }: GrantFormProps) {
  return (
    <Form action={action} submitLabel="Save" variant="secondary">
      <CapabilityField options={options} defaultValue={current} />
      <LastDayField defaultValue={lastDay} />
    </Form>
  );
}

export function ShareForm({ action, options, teams }: Props & { teams: readonly Option[] }) {
  return (
    <Form action={action} submitLabel="Share" pendingLabel="Sharing…">
      <Combobox name="team" label="Share with" options={teams} defaultValue={teams[0]?.value} />
      <CapabilityField options={options} defaultValue={["view"]} />
      <LastDayField />
    </Form>
  );
}

function LastDayField({ defaultValue }: { defaultValue?: string | undefined }) {
  return (
    <TextField
      name="expiresAt"
      label="Last day of access"
      description="In your time zone. Leave empty to share without an end date."
      type="date"
      optional
      defaultValue={defaultValue}
    />
  );
}
