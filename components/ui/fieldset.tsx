"use client";
import { Field } from "@base-ui/react/field";
import { Fieldset as BaseFieldset } from "@base-ui/react/fieldset";
import type { ReactElement, ReactNode } from "react";
import type { FieldProps } from "./field";

type Props = FieldProps & {
  /** The Base UI group that the fieldset renders as. */
  group: ReactElement<Record<string, unknown>>;
  children: ReactNode;
};

/** A group of checkboxes or radio buttons: legend above; description, error and options below. */
export function Fieldset({ name, label, description, optional, group, children }: Props) {
  return (
    <Field.Root name={name} className="grid gap-1.5">
      <BaseFieldset.Root render={group}>
        <BaseFieldset.Legend className="font-medium">
          {label}
          {optional && <span className="font-normal text-muted"> (optional)</span>}
        </BaseFieldset.Legend>
        {description && (
          <Field.Description className="text-sm text-muted">{description}</Field.Description>
        )}
        <Field.Error className="text-sm text-danger" />
        {children}
      </BaseFieldset.Root>
    </Field.Root>
  );
}
