import { describe, expect, it } from "vitest";
import { mintSchema, paneSchema, renewalSchema } from "./schema";

const frame = {
  kind: "frame",
  src: "https://vendor.example/a?t=1",
  sandbox: "allow-scripts",
  allow: "fullscreen",
  title: "Sales",
};
const renewal = { mode: "swap", origin: "https://vendor.example" };

describe("the mint's response", () => {
  it("accepts a mint", () => {
    const mint = { id: "m1", vendor: "any", expiresIn: 300, pane: frame, renewal };
    expect(mintSchema.parse(mint)).toEqual(mint);
  });

  it("refuses unknown members", () => {
    const mint = { id: "m1", vendor: "any", expiresIn: 300, pane: frame, renewal, token: "t" };
    expect(mintSchema.safeParse(mint).success).toBe(false);
    expect(paneSchema.safeParse({ ...frame, srcdoc: "x" }).success).toBe(false);
    expect(renewalSchema.safeParse({ ...renewal, jwt: "t" }).success).toBe(false);
  });

  it.each([
    "*",
    "null",
    "https://vendor.example/",
    "https://vendor.example/a",
    "vendor.example",
    "",
  ])("refuses %j as an origin", (origin) => {
    expect(renewalSchema.safeParse({ ...renewal, origin }).success).toBe(false);
  });

  it("refuses a frame's URL over 4,096 characters", () => {
    const src = `https://vendor.example/?t=${"x".repeat(4096)}`;
    expect(paneSchema.safeParse({ ...frame, src }).success).toBe(false);
  });
});
