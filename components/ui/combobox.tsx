"use client";
import { Combobox as BaseCombobox } from "@base-ui/react/combobox";
import { Check, ChevronDown, X } from "lucide-react";
import { useRef, useState, useTransition } from "react";
import { useHue } from "./accent";
import { Field, type FieldProps } from "./field";
import type { Option } from "./option";

type Search = (query: string) => Promise<readonly Option[]>;

type SharedProps = {
  options: readonly Option[];
  placeholder?: string;
  /** Shown when nothing matches. */
  emptyMessage?: string;
  /** Finds options on the server as one types; `options` then holds the first of them. */
  search?: Search;
  /** Also accepts what was typed. */
  allowCustom?: boolean;
};

type SingleProps = SharedProps & {
  defaultValue?: string | null;
  /** Adds a button that clears the choice. */
  clearable?: boolean;
  onValueChange?: (value: string | null) => void;
};

/** A searchable choice from a long list; submits the option's value. */
export function Combobox({
  name,
  label,
  description,
  optional,
  ...combobox
}: FieldProps & SingleProps) {
  return (
    <Field name={name} label={label} description={description} optional={optional}>
      <ComboboxControl clearable={optional} {...combobox} />
    </Field>
  );
}

/** The same without a label of its own. */
export function ComboboxControl({
  options: given,
  search,
  allowCustom = false,
  defaultValue,
  clearable = false,
  onValueChange,
  placeholder = "Search…",
  emptyMessage,
  ...input
}: SingleProps & { name?: string; "aria-label"?: string }) {
  const { name, ...rest } = input;
  const options = withValues(given, defaultValue ? [defaultValue] : []);
  const { found, pending, onInputValueChange } = useOptions(options, search, allowCustom);
  const [initial] = useState(options.find(({ value }) => value === defaultValue) ?? null);
  return (
    <BaseCombobox.Root
      name={name}
      items={found}
      filter={search ? null : undefined}
      defaultValue={initial}
      isItemEqualToValue={isSameOption}
      autoHighlight
      onInputValueChange={onInputValueChange}
      onValueChange={(option: Option | null) => onValueChange?.(option?.value ?? null)}
    >
      <BaseCombobox.InputGroup className={groupClass}>
        <BaseCombobox.Input {...rest} placeholder={placeholder} className={`${inputClass} px-3`} />
        {clearable && (
          <BaseCombobox.Clear aria-label="Clear" className={iconClass}>
            <X aria-hidden="true" className="size-4" />
          </BaseCombobox.Clear>
        )}
        <ChevronDown
          aria-hidden="true"
          className="pointer-events-none mr-3 size-4 shrink-0 text-muted"
        />
      </BaseCombobox.InputGroup>
      <Popup pending={pending} emptyMessage={emptyMessage} />
    </BaseCombobox.Root>
  );
}

type MultipleProps = FieldProps & SharedProps & { defaultValue?: readonly string[] };

/** Several choices from a long list; submits one entry for each. */
export function MultiCombobox({ name, label, description, optional, ...props }: MultipleProps) {
  const { search, allowCustom = false, defaultValue = [], placeholder = "Search…" } = props;
  const options = withValues(props.options, defaultValue);
  const { found, pending, onInputValueChange } = useOptions(options, search, allowCustom);
  const [initial] = useState(options.filter(({ value }) => defaultValue.includes(value)));
  return (
    <Field name={name} label={label} description={description} optional={optional}>
      <BaseCombobox.Root
        multiple
        items={found}
        filter={search ? null : undefined}
        defaultValue={initial}
        isItemEqualToValue={isSameOption}
        autoHighlight
        onInputValueChange={onInputValueChange}
      >
        <BaseCombobox.InputGroup className={groupClass}>
          <BaseCombobox.Chips className="flex min-w-0 grow flex-wrap items-center gap-1 p-1">
            <BaseCombobox.Value>
              {(chosen: Option[]) => (
                <>
                  {chosen.map((option) => (
                    <BaseCombobox.Chip
                      key={option.value}
                      aria-label={option.label}
                      className="flex items-center gap-0.5 rounded-sm bg-wash pl-2 data-highlighted:bg-accent-wash"
                    >
                      {option.label}
                      <BaseCombobox.ChipRemove
                        aria-label={`Remove ${option.label}`}
                        className={iconClass}
                      >
                        <X aria-hidden="true" className="size-3.5" />
                      </BaseCombobox.ChipRemove>
                    </BaseCombobox.Chip>
                  ))}
                  <BaseCombobox.Input
                    placeholder={chosen.length > 0 ? "" : placeholder}
                    className={`${inputClass} min-w-24 px-2`}
                  />
                </>
              )}
            </BaseCombobox.Value>
          </BaseCombobox.Chips>
        </BaseCombobox.InputGroup>
        <Popup pending={pending} emptyMessage={props.emptyMessage} />
      </BaseCombobox.Root>
    </Field>
  );
}

const groupClass =
  "flex min-h-9 items-center rounded-md border border-edge bg-surface hover:border-muted focus-within:outline-2 focus-within:outline-accent data-invalid:border-danger";
const inputClass =
  "tap h-8 min-w-0 grow bg-transparent text-ink outline-none placeholder:text-muted";
const iconClass =
  "tap grid size-7 shrink-0 place-items-center rounded-sm text-muted outline-offset-0 hover:text-ink";

function Popup({ pending, emptyMessage }: { pending: boolean; emptyMessage?: string }) {
  const hue = useHue();
  return (
    <BaseCombobox.Portal>
      <BaseCombobox.Positioner sideOffset={4} className="z-60 outline-none">
        <BaseCombobox.Popup
          aria-busy={pending || undefined}
          style={hue.style}
          className={`${hue.className} pop max-h-[min(20rem,var(--available-height))] w-(--anchor-width) min-w-48 origin-(--transform-origin) overflow-y-auto rounded-lg border border-line bg-surface p-1 shadow-pop`}
        >
          <BaseCombobox.Empty className="px-2.5 py-2 text-muted empty:hidden">
            {pending ? "Searching…" : (emptyMessage ?? "No matches")}
          </BaseCombobox.Empty>
          <BaseCombobox.List>
            {(option: Option) => (
              <BaseCombobox.Item
                key={option.value}
                value={option}
                className="tap flex cursor-default items-center gap-2.5 rounded-sm px-2.5 py-1.5 select-none data-highlighted:bg-wash"
              >
                <span className="min-w-0 grow">
                  <span className="block truncate">{option.label}</span>
                  {option.description && (
                    <span className="block truncate text-sm text-muted">{option.description}</span>
                  )}
                </span>
                <BaseCombobox.ItemIndicator>
                  <Check aria-hidden="true" className="size-4 text-muted" />
                </BaseCombobox.ItemIndicator>
              </BaseCombobox.Item>
            )}
          </BaseCombobox.List>
        </BaseCombobox.Popup>
      </BaseCombobox.Positioner>
    </BaseCombobox.Portal>
  );
}

function isSameOption(option: Option, value: Option): boolean {
  return option.value === value.value;
}

/** Adds an option for each stored value that is not among them. */
function withValues(options: readonly Option[], values: readonly string[]): readonly Option[] {
  const missing = values.filter((value) => !options.some((option) => option.value === value));
  return missing.length === 0
    ? options
    : [...options, ...missing.map((value) => ({ value, label: value }))];
}

/** Options found on the server, and what was typed where that is accepted. */
function useOptions(options: readonly Option[], search: Search | undefined, allowCustom: boolean) {
  const [results, setResults] = useState(options);
  const [query, setQuery] = useState("");
  const [pending, startTransition] = useTransition();
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  const latest = useRef("");

  function onInputValueChange(next: string) {
    setQuery(next.trim());
    // A chosen option fills the input too.
    if (!search || results.some(({ label }) => label === next)) return;
    latest.current = next;
    clearTimeout(timer.current);
    timer.current = setTimeout(() => {
      startTransition(async () => {
        const found = next.trim() === "" ? options : await search(next);
        startTransition(() => {
          if (latest.current === next) setResults(found);
        });
      });
    }, 200);
  }

  const known = search ? results : options;
  const isNew =
    allowCustom &&
    query !== "" &&
    !known.some(({ label }) => label.toLowerCase() === query.toLowerCase());
  return {
    found: isNew ? [...known, { value: query, label: query }] : known,
    pending,
    onInputValueChange,
  };
}
