import type { Route } from "next";
import { NavLink } from "@/components/shell/nav-link";
import type { PageOf } from "@/lib/pagination";
import { buttonClass } from "./button-class";
import { pageHref, type SearchParams } from "./search-params";

type Props = {
  list: Pick<PageOf<unknown>, "page" | "pages" | "total">;
  /** What is counted: ["member", "members"]. */
  noun: readonly [one: string, many: string];
  path: Route;
  /** The filters to keep. */
  searchParams?: SearchParams;
  /** The page's own parameter, where one page has two lists. */
  name?: string;
  locale: string;
};

/** "112 members, page 2 of 3" with links to the pages around. */
export function Pagination({ list, noun, path, searchParams, name = "page", locale }: Props) {
  const { page, pages, total } = list;
  const href = (to: number) => pageHref(path, { ...searchParams, [name]: String(to) });
  const format = (count: number) => new Intl.NumberFormat(locale).format(count);
  return (
    <nav
      aria-label="Pagination"
      className="mt-3 flex flex-wrap items-center justify-between gap-3 text-sm text-muted"
    >
      <p>
        {format(total)} {noun[total === 1 ? 0 : 1]}
        {pages > 1 && `, page ${format(page)} of ${format(pages)}`}
      </p>
      <div className="flex gap-2">
        {page > 1 && (
          <NavLink href={href(page - 1)} className={buttonClass("secondary")}>
            Previous
          </NavLink>
        )}
        {page < pages && (
          <NavLink href={href(page + 1)} className={buttonClass("secondary")}>
            Next
          </NavLink>
        )}
      </div>
    </nav>
  );
}
