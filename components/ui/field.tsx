"use client";
import { Field as BaseField } from "@base-ui/react/field";
import type { ComponentProps, ReactNode } from "react";

const control =
  "tap h-9 w-full rounded-md border border-edge bg-surface px-3 text-ink placeholder:text-muted hover:border-muted focus-visible:outline-offset-0";

type FieldProps = { label: string; help?: ReactNode };
type InputProps = FieldProps & Omit<ComponentProps<typeof BaseField.Control>, "className">;

/** A labelled line of text; help stands under it and is read with it. */
export function TextField({ label, help, name, ...props }: InputProps) {
  return (
    <BaseField.Root name={name} className="grid gap-1.5">
      <BaseField.Label className="font-medium">{label}</BaseField.Label>
      <BaseField.Control {...props} className={control} />
      {help && <BaseField.Description className="text-sm text-muted">{help}</BaseField.Description>}
    </BaseField.Root>
  );
}

type SelectProps = FieldProps & {
  name: string;
  defaultValue: string;
  options: readonly { value: string; label: string }[];
};

/** A labelled choice. The browser's own control: it is the best one on a phone and needs no script. */
export function SelectField({ label, help, name, defaultValue, options }: SelectProps) {
  return (
    <div className="grid gap-1.5">
      <label htmlFor={name} className="font-medium">
        {label}
      </label>
      <select
        id={name}
        name={name}
        defaultValue={defaultValue}
        aria-describedby={help ? `${name}-help` : undefined}
        className={control}
      >
        {options.map((option) => (
          <option key={option.value} value={option.value}>
            {option.label}
          </option>
        ))}
      </select>
      {help && (
        <p id={`${name}-help`} className="text-sm text-muted">
          {help}
        </p>
      )}
    </div>
  );
}
