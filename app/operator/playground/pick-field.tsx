"use client";
import { useId } from "react";

type Props = {
  name: string;
  label: string;
  type?: "text" | "email";
  defaultValue: string;
  error: string | undefined;
  options: readonly { value: string; label: string }[];
  /** Called when the field has a listed value. */
  onPick?: (value: string) => void;
};

/** A text field with suggestions; other values can be typed. */
export function PickField({
  name,
  label,
  type = "text",
  defaultValue,
  error,
  options,
  onPick,
}: Props) {
  const id = useId();
  return (
    <div className="grid content-start gap-1.5">
      <label htmlFor={id} className="font-medium">
        {label}
      </label>
      <input
        key={defaultValue}
        id={id}
        name={name}
        type={type}
        list={`${id}-list`}
        defaultValue={defaultValue}
        autoComplete="off"
        autoCapitalize="none"
        spellCheck={false}
        aria-invalid={error ? true : undefined}
        aria-describedby={error ? `${id}-error` : undefined}
        onChange={
          onPick &&
          (({ target: { value } }) => {
            if (value !== defaultValue && options.some((one) => one.value === value)) onPick(value);
          })
        }
        className="tap h-9 w-full rounded-md border border-edge bg-surface px-3 text-ink hover:border-muted focus-visible:outline-offset-0 aria-invalid:border-danger"
      />
      <datalist id={`${id}-list`}>
        {options.map((one) => (
          <option key={one.value} value={one.value}>
            {one.label}
          </option>
        ))}
      </datalist>
      {error && (
        <p id={`${id}-error`} className="text-sm text-danger">
          {error}
        </p>
      )}
    </div>
  );
}
