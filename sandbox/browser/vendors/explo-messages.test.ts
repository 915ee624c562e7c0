import { describe, expect, it } from "vitest";
import { noFilters } from "../data/filters";
import {
  filtersFromJson,
  filtersFromQuery,
  readExploRequest,
  variableUpdate,
  withVariables,
} from "./explo-messages";

describe("readExploRequest", () => {
  it("parses the documented messages", () => {
    const jwt = "aa..bb.cc.dd";
    expect(readExploRequest("updateCustomerJwt", { jwt })).toEqual({ kind: "jwt", jwt });
    expect(
      readExploRequest("updateExploDashboardVariable", { varName: "region", value: "West" }),
    ).toEqual({
      kind: "variables",
      variables: [{ varName: "region", value: "West" }],
    });
    const variables = [{ varName: "category", value: null }];
    expect(readExploRequest("updateExploDashboardVariables", { variables })).toEqual({
      kind: "variables",
      variables,
    });
  });

  it("ignores everything else", () => {
    expect(readExploRequest("updateCustomerJwt", { jwt: "a.b.c" })).toBeNull();
    expect(readExploRequest("updateCustomerJwt", { jwt: 7 })).toBeNull();
    expect(readExploRequest("updateCustomerJwt", null)).toBeNull();
    expect(readExploRequest("updateExploDashboardVariables", { variables: [{}] })).toBeNull();
    expect(readExploRequest("sendToast", { text: "hello" })).toBeNull();
    expect(readExploRequest(undefined, {})).toBeNull();
  });
});

describe("variables", () => {
  it("set and clear filters; unknown names are ignored", () => {
    const west = withVariables(noFilters, [
      { varName: "region", value: "West" },
      { varName: "group_by", value: "team" },
      { varName: "constructor", value: "x" },
    ]);
    expect(west).toEqual({ ...noFilters, region: "West", groupBy: "team" });
    expect(withVariables(west, [{ varName: "region", value: null }]).region).toBe("");
    expect(variableUpdate("groupBy", west)).toEqual({ varName: "group_by", newValue: "team" });
  });

  it("are read from the URL as JSON values", () => {
    expect(filtersFromQuery('?category="Hardware"&region=["West","East"]&theme=dark')).toEqual({
      ...noFilters,
      category: "Hardware",
      region: "West",
    });
  });

  it("are read from the element's attribute", () => {
    expect(filtersFromJson('{"category":"Hardware"}').category).toBe("Hardware");
    expect(filtersFromJson("{")).toEqual(noFilters);
    expect(filtersFromJson("[1]")).toEqual(noFilters);
    expect(filtersFromJson(null)).toEqual(noFilters);
  });
});
