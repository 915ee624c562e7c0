// Deprecated: until every screen uses the design system; delete with its last import.
import { Search } from "lucide-react";
import type { Route } from "next";
import Form from "next/form";
import type { ReactNode } from "react";
import { NavLink } from "@/components/shell/nav-link";
import type { PageOf } from "@/lib/pagination";
import { buttonClass } from "./button-class";
import { EmptyState } from "./empty-state";
import { type Column, Table } from "./table";

/** What stands in the address; empty values are left out. */
export type Parameters = Readonly<Record<string, string | null>>;

export function addressOf(path: string, parameters: Parameters): Route {
  const given = Object.entries(parameters).filter((entry): entry is [string, string] => !!entry[1]);
  return (given.length > 0 ? `${path}?${new URLSearchParams(given)}` : path) as Route;
}

type FilterProps = {
  path: string;
  /** Label of the search and what is searched for; absent: only the fields below. */
  search?: { label: string; query: string };
  children?: ReactNode;
};

/** Search and filters that stand in the address. Works before the page listens, too. */
export function Filters({ path, search, children }: FilterProps) {
  return (
    <Form action={path as Route} role="search" className="mb-4 flex flex-wrap items-end gap-2">
      {search && (
        <label className="tap flex h-9 min-w-56 grow items-center gap-2 rounded-md border border-edge bg-surface px-3 focus-within:outline-2 focus-within:outline-accent sm:w-64 sm:grow-0">
          <Search aria-hidden="true" className="size-4 shrink-0 text-muted" />
          <span className="sr-only">{search.label}</span>
          <input
            key={search.query}
            type="search"
            name="q"
            defaultValue={search.query}
            placeholder={search.label}
            className="min-w-0 grow bg-transparent outline-none placeholder:text-muted"
          />
        </label>
      )}
      {children}
      <button type="submit" className={buttonClass("secondary")}>
        Find
      </button>
    </Form>
  );
}

type FilterChoiceProps = {
  name: string;
  label: string;
  value: string | null;
  options: readonly { value: string; label: string }[];
  /** What no choice is called. */
  all: string;
};

const control =
  "tap h-9 max-w-full rounded-md border border-edge bg-surface px-3 text-ink hover:border-muted";

export function FilterChoice({ name, label, value, options, all }: FilterChoiceProps) {
  return (
    <label>
      <span className="sr-only">{label}</span>
      <select key={value} name={name} defaultValue={value ?? ""} className={control}>
        <option value="">{all}</option>
        {options.map((one) => (
          <option key={one.value} value={one.value}>
            {one.label}
          </option>
        ))}
      </select>
    </label>
  );
}

type FilterTextProps = {
  name: string;
  label: string;
  value: string | null;
  type?: "text" | "date";
  className?: string;
};

export function FilterText({ name, label, value, type = "text", className }: FilterTextProps) {
  return (
    <label className={className}>
      <span className="block text-xs text-muted">{label}</span>
      <input
        key={value}
        type={type}
        name={name}
        defaultValue={value ?? ""}
        autoComplete="off"
        className={`${control} w-full`}
      />
    </label>
  );
}

type PagerProps = {
  path: string;
  parameters: Parameters;
  page: number;
  pages: number;
  total: number;
  locale: string;
  /** What the page's number is called in the address. */
  name?: string;
};

/** Which part of a list this is, and the way to the others. */
export function Pager(props: PagerProps) {
  const { path, parameters, page, pages, total, locale, name = "page" } = props;
  const to = (wanted: number) => addressOf(path, { ...parameters, [name]: String(wanted) });
  const count = new Intl.NumberFormat(locale);
  return (
    <nav aria-label="Pages" className="mt-3 flex flex-wrap items-center justify-between gap-3">
      <p className="text-sm text-muted">
        {count.format(total)} in all
        {pages > 1 && `, page ${count.format(page)} of ${count.format(pages)}`}
      </p>
      <div className="flex gap-2">
        {page > 1 && (
          <NavLink href={to(page - 1)} className={buttonClass("secondary")}>
            Previous
          </NavLink>
        )}
        {page < pages && (
          <NavLink href={to(page + 1)} className={buttonClass("secondary")}>
            Next
          </NavLink>
        )}
      </div>
    </nav>
  );
}

type ListProps = {
  path: string;
  /** What is searched for, and how many there are of it. */
  query: string;
  list: Pick<PageOf<unknown>, "page" | "pages" | "total">;
  /** What the search is called. */
  find: string;
  caption: string;
  columns: readonly Column[];
  locale: string;
  /** Where there is nothing at all, and where nothing fits the search. */
  none: string;
  unfit: string;
  /** Rows. */
  children: ReactNode;
};

/** A list with a search over it and pages under it. */
export function SearchedList(props: ListProps) {
  const { path, query, list, find, caption, columns, locale, none, unfit, children } = props;
  const { page, pages, total } = list;
  const filters = <Filters path={path} search={{ label: find, query }} />;
  if (total === 0) {
    return (
      <>
        {query && filters}
        <EmptyState>{query ? unfit : none}</EmptyState>
      </>
    );
  }
  return (
    <>
      {filters}
      <Table caption={caption} columns={columns}>
        {children}
      </Table>
      <Pager parameters={{ q: query }} {...{ path, page, pages, total, locale }} />
    </>
  );
}
