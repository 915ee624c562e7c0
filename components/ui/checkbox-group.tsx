"use client";
import { CheckboxGroup as BaseCheckboxGroup } from "@base-ui/react/checkbox-group";
import { Field } from "@base-ui/react/field";
import { CheckboxControl } from "./checkbox";
import type { FieldProps } from "./field";
import { Fieldset } from "./fieldset";
import type { Option } from "./option";

type Props = FieldProps & {
  options: readonly (Option & { disabled?: boolean })[];
  defaultValue?: readonly string[];
  value?: readonly string[];
  onValueChange?: (value: string[]) => void;
  /** One below the other, for options with a description. */
  stacked?: boolean;
};

/** Any number of a few options; submits one entry for each that is checked. */
export function CheckboxGroup({
  options,
  defaultValue,
  value,
  onValueChange,
  stacked = false,
  ...field
}: Props) {
  return (
    <Fieldset
      {...field}
      group={
        <BaseCheckboxGroup
          defaultValue={defaultValue && [...defaultValue]}
          value={value && [...value]}
          onValueChange={onValueChange}
        />
      }
    >
      <div className={`mt-1.5 ${stacked ? "grid gap-2" : "flex flex-wrap gap-x-5 gap-y-1"}`}>
        {options.map((option) => (
          <Field.Item key={option.value} disabled={option.disabled}>
            <Field.Label className="tap flex w-fit items-start gap-2 data-disabled:text-muted [&>span:first-child]:mt-0.5">
              <CheckboxControl value={option.value} />
              <span>
                {option.label}
                {option.description && (
                  <span className="block text-sm text-muted">{option.description}</span>
                )}
              </span>
            </Field.Label>
          </Field.Item>
        ))}
      </div>
    </Fieldset>
  );
}
