import { describe, expect, it } from "vitest";
import { noFilters } from "../data/filters";
import {
  controlsFromQuery,
  readExplore,
  readSigmaRequest,
  sessionExpired,
  sigmaError,
  sigmaVariables,
  withControls,
} from "./sigma-messages";

describe("readSigmaRequest", () => {
  it("parses the documented messages", () => {
    for (const message of [
      { type: "workbook:variables:list" },
      { type: "workbook:variables:update", variables: { Region: "West" } },
      { type: "workbook:selectednodeid:update", selectedNodeId: "pg_finance", nodeType: "page" },
      { type: "workbook:fullscreen:update", nodeId: null },
    ]) {
      expect(readSigmaRequest(message)).toEqual(message);
    }
  });

  it("ignores everything else", () => {
    expect(
      readSigmaRequest({ type: "workbook:variables:update", variables: { Region: 7 } }),
    ).toBeNull();
    expect(readSigmaRequest({ type: "workbook:variables:update", variables: ["West"] })).toBeNull();
    expect(
      readSigmaRequest({
        type: "workbook:selectednodeid:update",
        selectedNodeId: "x",
        nodeType: "row",
      }),
    ).toBeNull();
    expect(readSigmaRequest({ type: "workbook:fullscreen:update" })).toBeNull();
    expect(readSigmaRequest({ type: "workbook:token:update" })).toBeNull();
  });
});

describe("controls", () => {
  it("set filters by control id; the first of several counts, empty clears", () => {
    const west = withControls(noFilters, { Region: "West,East", Unknown: "x" });
    expect(west).toEqual({ ...noFilters, region: "West" });
    expect(sigmaVariables(west)).toEqual({ Category: "", Region: "West" });
    expect(withControls(west, { Region: "" })).toEqual(noFilters);
  });

  it("are read from the URL", () => {
    expect(controlsFromQuery("?:embed=true&Category=Hardware")).toEqual({ Category: "Hardware" });
  });
});

describe("readExplore", () => {
  it("restores filters and page, with or without a `state` wrapper", () => {
    const state = { filters: { category: "Hardware", groupBy: "team" }, page: "pg_finance" };
    const read = {
      filters: { ...noFilters, category: "Hardware", groupBy: "team" },
      page: "pg_finance",
    };
    expect(readExplore(state)).toEqual(read);
    expect(readExplore({ state })).toEqual(read);
    expect(readExplore({ filters: {}, page: null })).toEqual({ filters: noFilters, page: null });
    expect(readExplore(undefined)).toBeNull();
    expect(readExplore({ page: "pg" })).toBeNull();
  });
});

describe("sigmaError", () => {
  it("uses the documented codes", () => {
    expect(sigmaError("expired", null)).toEqual({ code: "EINVAL", message: sessionExpired });
    const problem = { title: "Not allowed", detail: "", code: "refused" } as const;
    expect(sigmaError("problem", problem)).toEqual({ code: "EACCES", message: "Not allowed" });
    expect(sigmaError("problem", { ...problem, code: "timeout" }).code).toBe("ETIMEDOUT");
  });
});
