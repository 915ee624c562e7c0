"use client";
import { Field as BaseField } from "@base-ui/react/field";
import { ChevronDown } from "lucide-react";
import type { ComponentProps } from "react";
import { controlClass, Field, type FieldProps } from "./field";
import type { Option } from "./option";

type SelectProps = FieldProps & {
  options: readonly Option[];
  defaultValue?: string;
  value?: string;
  onValueChange?: (value: string) => void;
  disabled?: boolean;
};

/** For a short list; a long one, and any list of people or tenants, is a combobox. */
export function Select({ name, label, description, optional, ...select }: SelectProps) {
  return (
    <Field name={name} label={label} description={description} optional={optional}>
      <SelectControl {...select} />
    </Field>
  );
}

type ControlProps = Omit<SelectProps, keyof FieldProps> & { name?: string };

/** The browser's own control: best on a phone, and it works without JavaScript. */
export function SelectControl({ options, ...control }: ControlProps) {
  return (
    <span className="relative block">
      <BaseField.Control
        {...control}
        className={`${controlClass} h-9 appearance-none truncate pr-9`}
        render={(props) => (
          <select {...(props as ComponentProps<"select">)}>
            {options.map(({ value, label }) => (
              <option key={value} value={value}>
                {label}
              </option>
            ))}
          </select>
        )}
      />
      <ChevronDown
        aria-hidden="true"
        className="pointer-events-none absolute top-1/2 right-3 size-4 -translate-y-1/2 text-muted"
      />
    </span>
  );
}
