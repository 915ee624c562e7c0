"use client";
import { Field as BaseField } from "@base-ui/react/field";
import type { ReactNode } from "react";

export type FieldProps = {
  /** The form field's name; errors from the server are matched by it. */
  name: string;
  label: string;
  description?: ReactNode;
  optional?: boolean;
};

export const controlClass =
  "tap w-full rounded-md border border-edge bg-surface px-3 text-ink placeholder:text-muted hover:border-muted focus-visible:outline-offset-0 data-invalid:border-danger";

/** Label above; error and description below, both announced with the control. */
export function Field({
  name,
  label,
  description,
  optional = false,
  children,
}: FieldProps & { children: ReactNode }) {
  return (
    <BaseField.Root name={name} className="grid content-start gap-1.5">
      <BaseField.Label className="font-medium">
        {label}
        {optional && <span className="font-normal text-muted"> (optional)</span>}
      </BaseField.Label>
      {children}
      <BaseField.Error className="text-sm text-danger" />
      {description && (
        <BaseField.Description className="text-sm wrap-anywhere text-muted">
          {description}
        </BaseField.Description>
      )}
    </BaseField.Root>
  );
}
