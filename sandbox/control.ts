// Decides which faults a test has asked for, and counts what each door did.
import { z } from "zod";
import type { RefusalCode } from "./refusal";

export const faults = [
  "hang",
  "slow",
  "fail",
  "expire",
  "forget-session",
  "refuse-origin",
  "clock",
  "no-auto-provision",
] as const;
export type Fault = (typeof faults)[number];

/** `times`: for how many uses the fault holds; left out, until the next reset. */
export const controlRequest = z.union([
  z.strictObject({ reset: z.literal(true) }),
  z.strictObject({
    door: z.string(),
    fault: z.enum(faults),
    times: z.number().int().min(1).max(1_000_000).optional(),
  }),
]);

interface Counts {
  shown: number;
  refused: Partial<Record<RefusalCode | "store", number>>;
  queries: number;
}

export interface Control {
  set(door: string, fault: Fault, times: number): void;
  reset(): void;
  /** Whether the fault is on; a use of it is counted off. */
  take(door: string, fault: Fault): boolean;
  shown(door: string): void;
  refused(door: string, reason: RefusalCode | "store"): void;
  queried(door: string): void;
  counts(door: string): Counts;
  /** What is still to come, for the one who asked for it. */
  pending(door: string): Partial<Record<Fault, number | "until reset">>;
}

export function openControl(): Control {
  const pending = new Map<string, number>();
  const counted = new Map<string, Counts>();
  const counts = (door: string) => {
    const found = counted.get(door) ?? { shown: 0, refused: {}, queries: 0 };
    counted.set(door, found);
    return found;
  };
  return {
    set: (door, fault, times) => pending.set(`${door} ${fault}`, times),
    reset: () => {
      pending.clear();
      counted.clear();
    },
    take: (door, fault) => {
      const name = `${door} ${fault}`;
      const left = pending.get(name) ?? 0;
      if (left === 0) return false;
      if (left === 1) pending.delete(name);
      else pending.set(name, left - 1);
      return true;
    },
    shown: (door) => {
      counts(door).shown += 1;
    },
    refused: (door, reason) => {
      const { refused } = counts(door);
      refused[reason] = (refused[reason] ?? 0) + 1;
    },
    queried: (door) => {
      counts(door).queries += 1;
    },
    counts,
    pending: (door) =>
      Object.fromEntries(
        faults.flatMap((fault) => {
          const left = pending.get(`${door} ${fault}`);
          if (left === undefined) return [];
          return [[fault, Number.isFinite(left) ? left : "until reset"]];
        }),
      ),
  };
}
