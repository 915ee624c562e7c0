import { describe, expect, it } from "vitest";
import type { PlaygroundPreview } from "@/lib/embed/preview-embed";
import { NotConfigured } from "@/lib/vendors/contract";
import { describePreview } from "./describe";

const preview = (more: object) =>
  describePreview({
    user: { name: "Ada", email: "ada@x.example" },
    embed: null,
    decoded: null,
    failure: null,
    access: { outcome: "allowed" },
    steps: [],
    ...more,
  } as unknown as PlaygroundPreview);

describe("the explanation of a preview", () => {
  it("names the grants, and what the vendor includes", () => {
    const grants = [
      { team: null, capabilities: ["view"] },
      { team: "Sales", capabilities: ["view", "explore"] },
    ];
    const capabilities = ["view", "export", "explore"];
    const { steps } = preview({ steps: [{ step: "grant", passed: true, grants, capabilities }] });
    expect(steps[0]?.text).toBe(
      "Shared with the whole tenant (view) and team Sales (view, explore). " +
        "The vendor includes export.",
    );
  });

  it("ends with the step that failed", () => {
    const { steps, allowed } = preview({
      access: { outcome: "not_found" },
      steps: [
        { step: "account", passed: true },
        { step: "membership", passed: false },
      ],
    });
    expect(allowed).toBe(false);
    expect(steps.map(({ passed }) => passed)).toEqual([true, false]);
    expect(steps[1]?.text).toContain("Not an active member");
  });

  it("repeats the message of a known error, and of no other", () => {
    const failed = (failure: Error) => preview({ failure }).steps.at(-1);
    expect(failed(new NotConfigured("mapping", "Acme has no mapping."))).toEqual({
      passed: false,
      text: "Acme has no mapping.",
    });
    expect(failed(new Error("a secret"))?.text).not.toContain("secret");
  });
});
