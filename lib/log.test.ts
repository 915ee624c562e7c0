import pino from "pino";
import { describe, expect, it } from "vitest";
import { options } from "./log";

function logged(fields: object): string {
  let text = "";
  const write = (line: string) => {
    text += line;
  };
  pino(options, { write }).error(fields, "Request failed");
  return text;
}

describe("a log line", () => {
  it("is JSON with the request id, and the name and code of an error", () => {
    const error = Object.assign(new TypeError("CANARY"), { code: "ECONNRESET" });
    const line = logged({ requestId: "r-1", error });
    expect(JSON.parse(line)).toMatchObject({
      level: "error",
      requestId: "r-1",
      msg: "Request failed",
      error: { name: "TypeError", code: "ECONNRESET" },
    });
    expect(line).not.toContain("CANARY");
  });

  it("contains no secret", () => {
    const line = logged({
      token: "CANARY",
      request: { authorization: "CANARY" },
      secret: "CANARY",
    });
    expect(line).not.toContain("CANARY");
  });
});
