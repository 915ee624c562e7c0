import { expect, it } from "vitest";
import { measurePanes } from "./size";

// Ceilings, so that growth is noticed: whoever raises one says why. The aim is 6,000 for the first.
it("a frame's pane needs at most this many bytes of script, gzip, before it shows", async () => {
  const { first, files, later } = await measurePanes();
  expect(first, JSON.stringify(files, null, 1)).toBeLessThanOrEqual(9_950);
  // It is really the whole of it that was measured.
  expect(files).toHaveProperty("lib/renewal/scheduler.ts");
  expect(files).toHaveProperty("components/pane/controller.ts");
  // What comes later is not in the first part, and is not nothing.
  for (const file of ["element.ts", "preserved-state.ts", "scoop/pane.tsx", "notices.ts"])
    expect(Object.keys(files).filter((path) => path.endsWith(`/${file}`))).toEqual([]);
  for (const [part, bytes] of Object.entries(later)) {
    expect(bytes, part).toBeGreaterThan(300);
    expect(bytes, part).toBeLessThanOrEqual(2_200);
  }
});
