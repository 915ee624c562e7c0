import { mintsOf } from "./database";
import { all, expect, openDashboard, readDashboard, signInUnseen, test } from "./fixtures";
import { watchForGaps } from "./renewing";

// Mostly waiting, so many at once; after the others, whose work would make a gap of a late frame.
const lifetime = 8;
const watched = 3 * lifetime * 1_000 + 4_000;
const connectionOf = (dashboard: string) =>
  dashboard.startsWith("holistics") ? dashboard : dashboard.replace(/-.*/, "");

test.describe.configure({ mode: "parallel" });

for (const dashboard of all) {
  test(`${dashboard} stays live over three lifetimes`, async ({ page, person, connection }) => {
    test.setTimeout(90_000);
    const { team, slugOf } = await connection(connectionOf(dashboard), lifetime);
    const someone = await person("acme", [team, "Finance"]);
    await signInUnseen(page, someone.email);
    await openDashboard(page, "acme", slugOf(dashboard));
    const before = await readDashboard(page);

    // Seldom, for there are many at once.
    expect(await watchForGaps(page, page.waitForTimeout(watched), 250)).toEqual([]);
    expect(await readDashboard(page)).toEqual(before);

    const mints = await mintsOf(someone);
    expect(mints.every(({ outcome }) => outcome === "allowed")).toBe(true);
    // A vendor's own session outlives its token: one mint. All else: one per lifetime, a little early.
    if (dashboard === "basedash-app") expect(mints.length).toBe(1);
    else expect(mints.length).toBeGreaterThanOrEqual(4);
    const times = mints.map(({ at }) => at.getTime());
    const apart = times.slice(1).map((time, index) => time - (times[index] ?? 0));
    for (const ms of apart) expect(ms).toBeGreaterThan((lifetime / 3) * 1_000);
  });
}
