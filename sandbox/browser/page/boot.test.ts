import { describe, expect, it } from "vitest";
import { parseBoot } from "./boot";

describe("parseBoot", () => {
  it("draws with defaults where the page was told nothing", () => {
    expect(parseBoot(null)).toMatchObject({
      bearer: null,
      origins: [],
      theme: "light",
      title: "Dashboard",
      pages: [],
      load: null,
    });
  });

  it("keeps what it knows and drops what is malformed", () => {
    const boot = parseBoot({
      title: "Sales",
      theme: "dark",
      origins: ["http://localhost:3000", 7],
      pages: [{ id: "pg", title: "Finance" }, { id: "half" }, null],
    });
    expect(boot).toMatchObject({
      dashboardTitle: "Sales",
      theme: "dark",
      origins: ["http://localhost:3000"],
    });
    expect(boot.pages).toEqual([{ id: "pg", title: "Finance" }]);
  });
});
