import type { z } from "zod";

type SearchParams = Readonly<Record<string, string | string[] | undefined>>;

/** The filters in a URL. An invalid one is null, and named in `problems`. */
export function parseFilters<Shape extends Record<string, z.ZodType>>(
  shape: Shape,
  searchParams: SearchParams,
): {
  filters: { [Name in keyof Shape]: z.output<Shape[Name]> | null };
  /** As in the URL, for the fields. */
  values: Record<keyof Shape & string, string | null>;
  problems: string[];
} {
  const names = Object.keys(shape) as (keyof Shape & string)[];
  const problems: string[] = [];
  const parsed = names.map((name) => {
    const value = [searchParams[name]].flat()[0]?.trim() || null;
    const result = value === null ? undefined : shape[name]?.safeParse(value);
    if (result?.success === false) {
      problems.push(`“${value?.slice(0, 100)}” isn't a valid ${name}, so that filter is off.`);
    }
    return { name, value, filter: result?.data ?? null };
  });
  return {
    filters: Object.fromEntries(parsed.map(({ name, filter }) => [name, filter])) as never,
    values: Object.fromEntries(parsed.map(({ name, value }) => [name, value])) as never,
    problems,
  };
}
