"use client";
import { Field } from "@base-ui/react/field";
import { Search } from "lucide-react";
import type { Route } from "next";
import NextForm from "next/form";
import { useRouter } from "next/navigation";
import {
  createContext,
  type ReactNode,
  use,
  useEffect,
  useRef,
  useState,
  useTransition,
} from "react";
import { NavLink } from "@/components/shell/nav-link";
import { buttonClass } from "./button-class";
import { ComboboxControl } from "./combobox";
import { controlClass } from "./field";
import type { Option } from "./option";
import { pageHref } from "./search-params";
import { SelectControl } from "./select";

const debounceMs = 250;

type Values = Readonly<Record<string, string | null>>;

const Context = createContext<{ values: Values; apply: () => void }>({
  values: {},
  apply: () => {},
});

type Props = {
  path: Route;
  /** What the address says, by filter; not yet checked. */
  values: Values;
  /** What of it cannot be used, in words. */
  problems?: readonly string[];
  children: ReactNode;
};

/** Filters in the address. They apply as one types or chooses; without JavaScript, by a button. */
export function FilterBar({ path, values, problems = [], children }: Props) {
  const router = useRouter();
  const form = useRef<HTMLFormElement>(null);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  const [pending, startTransition] = useTransition();
  const address = pageHref(path, values);
  const [applied, setApplied] = useState(address);
  const [version, setVersion] = useState(0);
  // Cleared, or changed by a link: the fields start over from the address.
  if (!pending && address !== applied) {
    setApplied(address);
    setVersion(version + 1);
  }
  useEffect(() => () => clearTimeout(timer.current), []);

  function apply() {
    clearTimeout(timer.current);
    timer.current = setTimeout(() => {
      if (!form.current) return;
      const data = new FormData(form.current);
      const href = pageHref(
        path,
        Object.fromEntries(Object.keys(values).map((name) => [name, data.get(name)?.toString()])),
      );
      startTransition(() => {
        setApplied(href);
        router.replace(href, { scroll: false });
      });
    }, debounceMs);
  }

  return (
    <Context value={{ values, apply }}>
      <NextForm
        key={version}
        ref={form}
        action={path}
        role="search"
        aria-busy={pending}
        onChange={apply}
        className="mb-4 flex flex-wrap items-end gap-2"
      >
        {children}
        <noscript>
          <button type="submit" className={buttonClass("secondary")}>
            Apply
          </button>
        </noscript>
        {address !== path && (
          <NavLink href={path} className={buttonClass("ghost")}>
            Clear filters
          </NavLink>
        )}
      </NextForm>
      {problems.length > 0 && (
        <p role="status" className="mb-4 text-sm text-warning">
          {problems.join(" ")}
        </p>
      )}
    </Context>
  );
}

type FilterProps = { name: string; label: string };

export function FilterSearch({ label }: { label: string }) {
  const { values } = use(Context);
  return (
    <label className="tap flex h-9 min-w-56 grow items-center gap-2 rounded-md border border-edge bg-surface px-3 focus-within:outline-2 focus-within:outline-accent sm:w-64 sm:grow-0">
      <Search aria-hidden="true" className="size-4 shrink-0 text-muted" />
      <span className="sr-only">{label}</span>
      <input
        type="search"
        name="q"
        defaultValue={values.q ?? ""}
        placeholder={label}
        maxLength={100}
        autoComplete="off"
        className="min-w-0 grow bg-transparent outline-none placeholder:text-muted"
      />
    </label>
  );
}

/** @param allLabel the choice that filters nothing, such as "All roles" */
export function FilterSelect({
  name,
  label,
  options,
  allLabel,
}: FilterProps & { options: readonly Option[]; allLabel: string }) {
  const { values } = use(Context);
  const known = options.some(({ value }) => value === values[name]);
  return (
    <Filter name={name} label={label}>
      <SelectControl
        defaultValue={known ? (values[name] ?? "") : ""}
        options={[{ value: "", label: allLabel }, ...options]}
      />
    </Filter>
  );
}

export function FilterCombobox({
  name,
  label,
  options,
  ...combobox
}: FilterProps & {
  options: readonly Option[];
  placeholder?: string;
  search?: (query: string) => Promise<readonly Option[]>;
}) {
  const { values, apply } = use(Context);
  const known = options.some(({ value }) => value === values[name]);
  return (
    <Filter name={name} label={label}>
      <ComboboxControl
        {...combobox}
        options={options}
        defaultValue={known ? values[name] : null}
        clearable
        onValueChange={apply}
      />
    </Filter>
  );
}

export function FilterDate({ name, label }: FilterProps) {
  const { values } = use(Context);
  return (
    <Filter name={name} label={label}>
      <Field.Control
        type="date"
        defaultValue={values[name] ?? ""}
        className={`${controlClass} h-9 min-w-36`}
      />
    </Filter>
  );
}

export function FilterText({ name, label }: FilterProps) {
  const { values } = use(Context);
  return (
    <Filter name={name} label={label}>
      <Field.Control
        defaultValue={values[name] ?? ""}
        maxLength={254}
        autoComplete="off"
        className={`${controlClass} h-9`}
      />
    </Filter>
  );
}

function Filter({ name, label, children }: { name: string; label: string; children: ReactNode }) {
  return (
    <Field.Root name={name} className="grid min-w-36 gap-0.5">
      <Field.Label className="text-xs text-muted">{label}</Field.Label>
      {children}
    </Field.Root>
  );
}
