"use client";
import { useState } from "react";
import { CheckboxGroup } from "@/components/ui/checkbox-group";

export type CapabilityOption = {
  capability: string;
  label: string;
  description: string;
  /** Others that the vendor cannot separate from it. */
  brings: readonly string[];
  /** Why it can't be granted here; null: it can. */
  refused: string | null;
};

type Props = { options: readonly CapabilityOption[]; defaultValue: readonly string[] };

/** Checks what a permission includes, and unchecks what depends on it. */
export function CapabilityField({ options, defaultValue }: Props) {
  const [value, setValue] = useState<readonly string[]>(defaultValue);

  function change(next: string[]) {
    const added = options.find(
      ({ capability }) => next.includes(capability) && !value.includes(capability),
    );
    if (added) return setValue([...new Set([...next, ...requiredBy(added)])]);
    const removed = value.find((capability) => !next.includes(capability));
    const dependents = options.filter(
      (option) => removed !== undefined && requiredBy(option).includes(removed),
    );
    setValue(next.filter((one) => !dependents.some(({ capability }) => capability === one)));
  }

  return (
    <CheckboxGroup
      name="capabilities"
      label="Permissions"
      stacked
      value={value}
      onValueChange={change}
      options={options.map((option) => ({
        value: option.capability,
        label: option.label,
        description: describeOption(option, options),
        // A permission that the vendor has dropped can still be taken away.
        disabled: option.refused !== null && !value.includes(option.capability),
      }))}
    />
  );
}

function requiredBy({ capability, brings }: CapabilityOption): readonly string[] {
  return capability === "view" ? brings : ["view", ...brings];
}

function describeOption(
  { description, brings, refused }: CapabilityOption,
  options: readonly CapabilityOption[],
): string {
  if (refused !== null) return refused;
  if (brings.length === 0) return description;
  const names = options
    .filter(({ capability }) => brings.includes(capability))
    .map(({ label }) => label.toLowerCase());
  return `${description} Includes ${names.join(" and ")}.`;
}
