export const pageSize = 50;

export type Pagination = { query: string; page: number };

/** One page of a list, and how many there are. */
export type PageOf<T> = { rows: T[]; total: number; page: number; pages: number };

/** `q` and `page` of a URL. Any other `page` than a positive number is 1. */
export function parsePagination(
  parameters: Record<string, string | string[] | undefined>,
): Pagination {
  const one = (name: string) => [parameters[name]].flat()[0] ?? "";
  const page = Number(one("page"));
  return {
    query: one("q").trim().slice(0, 100),
    page: Number.isSafeInteger(page) && page > 0 && page < 1_000_000 ? page : 1,
  };
}

/** A substring, whatever is in it: Prisma passes wildcards on, and PostgreSQL refuses NUL. */
export function containing(query: string) {
  const contains = query.replace(/\p{Cc}/gu, " ").replace(/[\\%_]/g, "\\$&");
  return { contains, mode: "insensitive" } as const;
}

/** A page beyond the last is the last. */
export function skipTake(total: number, pagination: Pagination) {
  const pages = Math.max(1, Math.ceil(total / pageSize));
  const page = Math.min(pagination.page, pages);
  return { page, pages, cut: { skip: (page - 1) * pageSize, take: pageSize } };
}
