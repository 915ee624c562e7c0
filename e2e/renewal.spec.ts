import { mintsOf } from "./database";
import {
  allDashboards,
  expect,
  openDashboard,
  readDashboard,
  signInWithoutForm,
  test,
} from "./fixtures";
import { authorityPolls, watchForGaps, watchMints } from "./renewals";

const lifetimeSeconds = 8;
const renewals = 3;
/** As many polls as fit into three lifetimes. */
const pollsInThreeLifetimes = 7;

const connectionOf = (dashboard: string) =>
  dashboard.startsWith("holistics") ? dashboard : dashboard.replace(/-.*/, "");

// All dashboards at once: they mostly wait.
test.describe.configure({ mode: "parallel" });

for (const dashboard of allDashboards) {
  test(`${dashboard} stays live over three lifetimes`, async ({ page, person, connection }) => {
    test.setTimeout(90_000);
    const { team, slugOf } = await connection(connectionOf(dashboard), lifetimeSeconds);
    const viewer = await person("acme", [team, "Finance"]);
    const opensSession = dashboard === "basedash-app";
    const mints = watchMints(page);
    await signInWithoutForm(page, viewer.email);
    await openDashboard(page, "acme", slugOf(dashboard));
    const before = await readDashboard(page);

    const lived = opensSession ? authorityPolls(page, pollsInThreeLifetimes) : mints.more(renewals);
    // A long interval, because all dashboards are watched at once.
    expect(await watchForGaps(page, lived, 250)).toEqual([]);
    expect(await readDashboard(page)).toEqual(before);

    const audited = await mintsOf(viewer);
    expect(audited.every(({ outcome }) => outcome === "allowed")).toBe(true);
    // A vendor session outlives the token that opened it.
    if (opensSession) expect(audited).toHaveLength(1);
    else expect(audited.length).toBeGreaterThanOrEqual(1 + renewals);
    const times = audited.map(({ at }) => at.getTime());
    const gaps = times.slice(1).map((time, i) => time - (times[i] ?? 0));
    for (const ms of gaps) expect(ms).toBeGreaterThan((lifetimeSeconds / 3) * 1_000);
  });
}
