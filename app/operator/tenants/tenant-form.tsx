"use client";
import { useState } from "react";
import { hueStyle } from "@/components/ui/accent";
import { Area, Text } from "@/components/ui/old-fields";
import { ActionForm } from "@/components/ui/old-form";
import type { FormAction } from "@/components/ui/old-form-state";

type Props = {
  action: FormAction;
  submit: string;
  name: string;
  hue: number;
  /** Lines, `name = value`. */
  attributes: string;
  /** Slug of the one that is edited; absent: a new one. */
  tenant?: string;
};

export function TenantForm({ action, submit, name, hue, attributes, tenant }: Props) {
  return (
    <ActionForm action={action} submit={submit} hidden={tenant ? { tenant } : {}}>
      <div className="grid gap-4 sm:grid-cols-2">
        <Text name="name" label="Name" defaultValue={name} help="As its people know it." />
        {!tenant && (
          <Text
            name="slug"
            label="Name in addresses"
            help="Lower-case letters, digits and hyphens. It stays."
            autoCapitalize="none"
            spellCheck={false}
          />
        )}
      </div>
      <Hue hue={hue} />
      <Area
        name="attributes"
        label="Attributes"
        optional
        defaultValue={attributes}
        help="What you want to remember of it, such as plan = enterprise. One a line, as name = value."
      />
    </ActionForm>
  );
}

/** A hue by its number, and how it will look. */
function Hue({ hue }: { hue: number }) {
  const [value, setValue] = useState(String(hue));
  const known = Number(value);
  return (
    <div className="flex items-start gap-3">
      <div className="grow sm:max-w-60">
        <Text
          name="hue"
          label="Hue"
          type="number"
          inputMode="numeric"
          min={0}
          max={360}
          value={value}
          onChange={(event) => setValue(event.target.value)}
          help="Of its accent colour, 0 to 360 degrees."
        />
      </div>
      <span
        aria-hidden="true"
        className="hued mt-7 h-9 w-16 rounded-md bg-accent"
        style={hueStyle(Number.isFinite(known) ? known : hue)}
      />
    </div>
  );
}
