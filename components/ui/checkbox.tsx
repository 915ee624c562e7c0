"use client";
import { Checkbox as BaseCheckbox } from "@base-ui/react/checkbox";
import { Field } from "@base-ui/react/field";
import { Check } from "lucide-react";
import type { ReactNode } from "react";

type Props = {
  name: string;
  label: ReactNode;
  description?: ReactNode;
  defaultChecked?: boolean;
  checked?: boolean;
  onCheckedChange?: (checked: boolean) => void;
  disabled?: boolean;
};

/** A single yes-or-no; submits "on" when checked. */
export function Checkbox({ name, label, description, ...box }: Props) {
  return (
    <Field.Root name={name} className="grid gap-0.5">
      <Field.Label className="tap flex w-fit items-center gap-2.5 font-medium">
        <CheckboxControl {...box} />
        {label}
      </Field.Label>
      <Field.Error className="text-sm text-danger" />
      {description && (
        <Field.Description className="text-sm text-muted">{description}</Field.Description>
      )}
    </Field.Root>
  );
}

type ControlProps = Omit<Props, "name" | "label" | "description"> & { value?: string };

export function CheckboxControl(props: ControlProps) {
  return (
    <BaseCheckbox.Root
      {...props}
      className="grid size-4 shrink-0 place-items-center rounded-[0.25rem] border border-edge bg-surface text-on-accent hover:border-muted data-checked:border-accent data-checked:bg-accent data-disabled:opacity-55 data-invalid:border-danger"
    >
      <BaseCheckbox.Indicator>
        <Check aria-hidden="true" className="size-3" strokeWidth={3} />
      </BaseCheckbox.Indicator>
    </BaseCheckbox.Root>
  );
}
