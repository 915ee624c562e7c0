import { expect, it } from "vitest";
import { z } from "zod";
import { parseFilters } from "./filters";

const shape = { role: z.enum(["owner", "member"]), from: z.iso.date() };

it("parses what fits, and takes an absent or empty filter as none", () => {
  expect(parseFilters(shape, { role: " owner ", from: "" })).toEqual({
    filters: { role: "owner", from: null },
    values: { role: "owner", from: null },
    problems: [],
  });
});

it("names each filter that does not fit, and keeps the others", () => {
  const { filters, values, problems } = parseFilters(shape, {
    role: ["boss", "owner"],
    from: "2026-11-25",
    other: "x",
  });
  expect(filters).toEqual({ role: null, from: "2026-11-25" });
  expect(values).toEqual({ role: "boss", from: "2026-11-25" });
  expect(problems).toEqual(["“boss” isn't a valid role, so that filter is off."]);
});
