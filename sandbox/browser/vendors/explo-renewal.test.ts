import { describe, expect, it } from "vitest";
import { createRenewalRequests, renewalLeadMs } from "./explo-renewal";

/** Times in ms at which a new token is requested while none arrives. */
function requestTimes(life: number, until: number, refusedAt: number[] = []): number[] {
  const requests = createRenewalRequests();
  requests.tokenReceived(life);
  const times: number[] = [];
  for (let now = 0; now <= until; now += 250) {
    if (refusedAt.includes(now)) requests.tokenNeeded();
    if (requests.isDue(life - now, now)) times.push(now);
  }
  return times;
}

describe("renewalLeadMs", () => {
  it("is ten seconds, or a fifth of a short life", () => {
    expect(renewalLeadMs(300_000)).toBe(10_000);
    expect(renewalLeadMs(20_000)).toBe(4_000);
    expect(renewalLeadMs(-1)).toBe(0);
  });
});

describe("createRenewalRequests", () => {
  it("requests a token shortly before expiry, at expiry, and every 15 seconds after", () => {
    expect(requestTimes(300_000, 332_000)).toEqual([290_000, 300_000, 315_000, 330_000]);
  });

  it("waits five seconds between requests for a short life too", () => {
    expect(requestTimes(10_000, 20_000)).toEqual([8_000, 13_000]);
  });

  it("requests a token at once after a refusal, at most every five seconds", () => {
    const refusals = [20_000, 21_000, 22_000, 40_000];
    expect(requestTimes(300_000, 60_000, refusals)).toEqual([20_000, 25_000, 40_000]);
  });

  it("starts over with the next token", () => {
    const requests = createRenewalRequests();
    requests.tokenReceived(20_000);
    expect(requests.isDue(3_000, 17_000)).toBe(true);
    requests.tokenReceived(60_000);
    expect(requests.isDue(59_000, 18_000)).toBe(false);
    expect(requests.isDue(0, 77_000)).toBe(true);
  });
});
