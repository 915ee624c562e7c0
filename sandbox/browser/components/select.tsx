/** @jsxImportSource preact */

import type { Ref } from "preact";
import { useId } from "preact/hooks";
import { Icon } from "./icon";

export type Choice = { value: string; label: string };

export function Select(props: {
  label: string;
  name: string;
  choices: Choice[];
  value: string;
  onChange: (value: string) => void;
  fieldClass: string;
  labelClass: string;
  selectClass: string;
  selectRef?: Ref<HTMLSelectElement>;
}) {
  const id = useId();
  return (
    <div class={props.fieldClass}>
      <label class={props.labelClass} for={id}>
        {props.label}
      </label>
      <span class="relative flex items-center">
        <select
          id={id}
          name={props.name}
          ref={props.selectRef}
          value={props.value}
          onChange={(event) => props.onChange(event.currentTarget.value)}
          class={`w-full cursor-pointer appearance-none text-ellipsis border pr-7.5 disabled:cursor-not-allowed disabled:text-muted ${props.selectClass}`}
        >
          {props.choices.map(({ value, label }) => (
            <option key={value} value={value}>
              {label}
            </option>
          ))}
        </select>
        <Icon name="chevron" class="pointer-events-none absolute right-[9px] text-muted" />
      </span>
    </div>
  );
}
