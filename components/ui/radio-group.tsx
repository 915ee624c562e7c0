"use client";
import { Field } from "@base-ui/react/field";
import { Radio } from "@base-ui/react/radio";
import { RadioGroup as BaseRadioGroup } from "@base-ui/react/radio-group";
import type { FieldProps } from "./field";
import { Fieldset } from "./fieldset";
import type { Option } from "./option";

type Props = FieldProps & {
  options: readonly Option[];
  defaultValue?: string;
  value?: string;
  onValueChange?: (value: string) => void;
  /** Side by side. */
  inline?: boolean;
};

/** One of a few options, each with what it means. */
export function RadioGroup({
  options,
  defaultValue,
  value,
  onValueChange,
  inline = false,
  ...field
}: Props) {
  return (
    <Fieldset
      {...field}
      group={
        <BaseRadioGroup defaultValue={defaultValue} value={value} onValueChange={onValueChange} />
      }
    >
      <div className={`mt-1.5 gap-2 ${inline ? "flex flex-wrap" : "grid"}`}>
        {options.map((option) => (
          <Field.Item key={option.value}>
            <Field.Label className="tap flex cursor-pointer items-start gap-2.5 rounded-md border border-line px-3 py-2 has-data-checked:border-accent has-data-checked:bg-accent-wash">
              <Radio.Root
                value={option.value}
                className="mt-0.5 grid size-4 shrink-0 place-items-center rounded-full border border-edge bg-surface data-checked:border-accent data-invalid:border-danger"
              >
                <Radio.Indicator className="size-2 rounded-full bg-accent" />
              </Radio.Root>
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
