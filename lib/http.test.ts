import { describe, expect, it } from "vitest";
import { readBody } from "./http";

const post = (body: string | null) =>
  new Request("http://localhost:3000/api", { method: "POST", body });

describe("a request body", () => {
  it("is read up to the limit", async () => {
    expect(await readBody(post(null), 10)).toBe("");
    expect(await readBody(post("ünïcode"), 10)).toBe("ünïcode");
    await expect(readBody(post("x".repeat(11)), 10)).rejects.toMatchObject({ code: "too_large" });
  });
});
