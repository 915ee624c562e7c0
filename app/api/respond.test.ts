import { describe, expect, it } from "vitest";
import { Problem } from "@/lib/errors";
import { respond } from "./respond";

describe("a response", () => {
  it("is JSON that nothing stores", async () => {
    const response = await respond(async () => ({ ok: true }));
    expect(await response.json()).toEqual({ ok: true });
    expect(response.headers.get("cache-control")).toBe("no-store");
  });

  it("is a problem with a request id for a refusal, and hides unexpected errors", async () => {
    const refused = await respond(async () => {
      throw new Problem("rate_limited", "Wait a moment.", { retryAfter: 7 });
    });
    expect(refused.status).toBe(429);
    expect(refused.headers.get("retry-after")).toBe("7");
    expect(refused.headers.get("content-type")).toBe("application/problem+json");
    expect(await refused.json()).toMatchObject({
      type: "/problems/rate_limited",
      title: "Too many requests",
      status: 429,
      code: "rate_limited",
      detail: "Wait a moment.",
      requestId: expect.any(String),
    });
    const failed = await respond(async () => {
      throw new Error("CANARY");
    });
    expect(failed.status).toBe(503);
    expect(await failed.text()).not.toContain("CANARY");
  });

  it("comes within two seconds from work that hangs, whose signal aborted before", async () => {
    const started = Date.now();
    let abortedAfter = 0;
    const response = await respond(({ signal }) => {
      signal.addEventListener("abort", () => (abortedAfter = Date.now() - started));
      return new Promise(() => {});
    });
    const elapsed = Date.now() - started;
    expect(response.status).toBe(503);
    expect(elapsed).toBeLessThan(2_500);
    // The difference is the time to record what went wrong.
    expect(abortedAfter).toBeGreaterThan(0);
    expect(elapsed - abortedAfter).toBeGreaterThan(200);
  });
});
