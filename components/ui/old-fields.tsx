"use client";
// Deprecated: until every screen uses the design system; delete with its last import.
import { type ComponentProps, type ReactNode, useId } from "react";
import { useFieldError } from "./old-form";

const control =
  "tap w-full rounded-md border border-edge bg-surface px-3 text-ink placeholder:text-muted hover:border-muted focus-visible:outline-offset-0 aria-invalid:border-danger";

type Base = { name: string; label: string; help?: ReactNode; optional?: boolean };

type Control = {
  id: string;
  name: string;
  "aria-invalid": true | undefined;
  "aria-describedby": string | undefined;
};

/** A label above, help and what is wrong below, all read with the control. */
function Labelled({
  name,
  label,
  help,
  optional = false,
  children,
}: Base & { children: (control: Control) => ReactNode }) {
  const id = useId();
  const error = useFieldError(name);
  const parts = [error && `${id}-error`, help && `${id}-help`].filter(Boolean).join(" ");
  return (
    <div className="grid content-start gap-1.5">
      <label htmlFor={id} className="font-medium">
        {label}
        {optional && <span className="font-normal text-muted"> (optional)</span>}
      </label>
      {children({
        id,
        name,
        "aria-invalid": error ? true : undefined,
        "aria-describedby": parts || undefined,
      })}
      {error && (
        <p id={`${id}-error`} className="text-sm text-danger">
          {error}
        </p>
      )}
      {help && (
        <p id={`${id}-help`} className="text-sm break-words text-muted">
          {help}
        </p>
      )}
    </div>
  );
}

type TextProps = Base & Omit<ComponentProps<"input">, "className" | keyof Base>;

export function Text({ name, label, help, optional, ...input }: TextProps) {
  return (
    <Labelled name={name} label={label} help={help} optional={optional}>
      {(control_) => (
        <input autoComplete="off" {...input} {...control_} className={`${control} h-9`} />
      )}
    </Labelled>
  );
}

type AreaProps = Base & Omit<ComponentProps<"textarea">, "className" | keyof Base>;

export function Area({ name, label, help, optional, ...area }: AreaProps) {
  return (
    <Labelled name={name} label={label} help={help} optional={optional}>
      {(control_) => (
        <textarea
          rows={3}
          spellCheck={false}
          autoComplete="off"
          {...area}
          {...control_}
          className={`${control} py-2`}
        />
      )}
    </Labelled>
  );
}

export type Option = { value: string; label: string };

type ChoiceProps = Base & {
  options: readonly Option[];
  defaultValue?: string;
  value?: string;
  onChange?: (value: string) => void;
};

/** The browser's own control: it is the best one on a phone and needs no script. */
export function Choice({ name, label, help, optional, options, onChange, ...rest }: ChoiceProps) {
  return (
    <Labelled name={name} label={label} help={help} optional={optional}>
      {(control_) => (
        <select
          {...control_}
          {...rest}
          onChange={onChange && ((event) => onChange(event.target.value))}
          className={`${control} h-9`}
        >
          {options.map((one) => (
            <option key={one.value} value={one.value}>
              {one.label}
            </option>
          ))}
        </select>
      )}
    </Labelled>
  );
}

type FlagProps = Base & { defaultChecked: boolean };

/** A box to tick, with its words beside it. */
export function Flag({ name, label, help, defaultChecked }: FlagProps) {
  const id = useId();
  const error = useFieldError(name);
  return (
    <div className="grid gap-0.5">
      <label className="tap flex w-fit items-center gap-2.5 font-medium">
        <input
          type="checkbox"
          name={name}
          defaultChecked={defaultChecked}
          aria-describedby={help ? `${id}-help` : undefined}
          className="size-4 accent-accent"
        />
        {label}
      </label>
      {error && <p className="text-sm text-danger">{error}</p>}
      {help && (
        <p id={`${id}-help`} className="text-sm text-muted">
          {help}
        </p>
      )}
    </div>
  );
}

type RadiosProps = {
  name: string;
  legend: string;
  defaultValue: string;
  options: readonly (Option & { help?: string })[];
};

/** A few possibilities, all in sight, each with what it means. */
export function Radios({ name, legend, defaultValue, options }: RadiosProps) {
  const id = useId();
  const error = useFieldError(name);
  return (
    <fieldset aria-describedby={error ? `${id}-error` : undefined} className="grid gap-2">
      <legend className="mb-1.5 font-medium">{legend}</legend>
      {error && (
        <p id={`${id}-error`} className="text-sm text-danger">
          {error}
        </p>
      )}
      {options.map((one) => (
        <label
          key={one.value}
          className="tap flex cursor-pointer items-start gap-2.5 rounded-md border border-line px-3 py-2 has-checked:border-accent has-checked:bg-accent-wash has-focus-visible:outline-2 has-focus-visible:outline-offset-2 has-focus-visible:outline-accent"
        >
          <input
            type="radio"
            name={name}
            value={one.value}
            defaultChecked={one.value === defaultValue}
            aria-invalid={error ? true : undefined}
            className="mt-1 accent-accent outline-none"
          />
          <span>
            {one.label}
            {one.help && <span className="block text-sm text-muted">{one.help}</span>}
          </span>
        </label>
      ))}
    </fieldset>
  );
}

/** Several of several. */
export function Boxes({
  name,
  label,
  help,
  options,
  defaultValue,
}: Base & { options: readonly Option[]; defaultValue: readonly string[] }) {
  const error = useFieldError(name);
  return (
    <fieldset>
      <legend className="font-medium">{label}</legend>
      {help && <p className="text-sm text-muted">{help}</p>}
      {error && <p className="text-sm text-danger">{error}</p>}
      <div className="mt-1.5 flex flex-wrap gap-x-5 gap-y-1">
        {options.map((one) => (
          <label key={one.value} className="tap flex items-center gap-2">
            <input
              type="checkbox"
              name={name}
              value={one.value}
              defaultChecked={defaultValue.includes(one.value)}
              className="size-4 accent-accent"
            />
            {one.label}
          </label>
        ))}
      </div>
    </fieldset>
  );
}
