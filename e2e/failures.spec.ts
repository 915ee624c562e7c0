import { readFileSync } from "node:fs";
import { each, Stage } from "./failure-setup";
import {
  cellOf,
  type Fault,
  faultNames,
  happens,
  markdownOf,
  type Phase,
  type Way,
  ways,
} from "./failure-table";
import { allowLeaps, breakIt, mendIt } from "./faults";
import { expect, signInUnseen, test } from "./fixtures";

// Runs after the others: what a door of the sandbox is told to do, it does to everybody.
test.describe.configure({ mode: "default" });

/** Past every limit for an answer or a load, and past the first few pauses between tries. */
const LIMIT = 22;
const PAUSES = 60;
/** What `Retry-After` says in these faults. */
const TOLD = 30;

/** What is seen and what is asked settles in moments: looking twice a second would cost most of the time. */
const often = { intervals: [100], timeout: 45_000 };

/** Nothing comes back of these, so only a limit ends the waiting. */
const silent = (fault: Fault) =>
  fault === "mint hangs" || /^vendor('s clock| hangs| fails| refuses)/.test(fault);
const told = (fault: Fault) => fault.endsWith("Retry-After");
/** Seen by what asks for figures, not by a renewal. */
const ofFigures = (fault: Fault) => /forgets|expired/.test(fault);

/** Waits until this way has run into the fault: only then what is seen tells anything. */
async function meets(stage: Stage, fault: Fault, way: Way) {
  const whom = fault.startsWith("mint") ? "mint" : "vendor";
  if (fault.endsWith("our policy")) return;
  const met = () =>
    stage.asked(way, whom).filter(({ over }) => over || fault.endsWith("hangs")).length;
  await expect.poll(met, { ...often, message: `${fault} × ${way} is met` }).toBeGreaterThan(0);
}

async function isMinted(stage: Stage, way: Way) {
  const minted = () => stage.asked(way, "mint").filter(({ over }) => over).length;
  await expect.poll(minted, { ...often, message: `${way} has a new token` }).toBeGreaterThan(0);
}

async function sees(stage: Stage, fault: Fault, phase: Phase, way: Way) {
  const { state, reason, there, live, words } = cellOf(fault, phase, way);
  await expect
    .poll(() => stage.look(way), { ...often, message: `${fault} × ${way}, ${phase}` })
    .toEqual({ state, reason, there, live, words: expect.stringMatching(words) });
}

/** What the server named, nobody undercuts: most of it passes, and nothing is asked. */
async function waitsAsTold(stage: Stage) {
  const before = stage.mints();
  await stage.leap(TOLD - 10);
  await new Promise((done) => setTimeout(done, 300));
  expect(stage.mints()).toEqual(before);
}

/** Comes back when the table says, and not before. */
async function comesBack(stage: Stage, fault: Fault, phase: Phase) {
  const backOf = (way: Way) => cellOf(fault, phase, way).back;
  const well = { state: "showing", reason: null, words: "", there: true, live: true };
  const shown = (way: Way) =>
    expect
      .poll(() => stage.look(way), { ...often, message: `${fault} × ${way}: ${backOf(way)}` })
      .toEqual(well);
  const those =
    (...backs: string[]) =>
    (work: (way: Way) => Promise<void>) =>
      each(async (way) => void (backs.includes(backOf(way)) && (await work(way))));
  const notYet = async (way: Way) =>
    expect((await stage.look(way)).live, `${fault} × ${way}: not before ${backOf(way)}`).toBe(
      false,
    );

  const stays = () =>
    those("stays")(async (way) => expect(await stage.look(way), `${fault} × ${way}`).toEqual(well));
  await stays();
  await stage.leap(PAUSES);
  await stays();
  await those("new page")(notYet);
  if (backOf("session") === "new page") await stage.open();
  await those("by itself", "new page")(shown);
  await those("next renewal", "load again")(notYet);
  if (backOf("session") === "load again" || backOf("swap, without") === "next renewal")
    await stage.renew();
  await those("next renewal")(shown);
  await those("load again")(notYet);
  await those("load again")(async (way) => {
    await stage.place(way).getByRole("button", { name: "Load again" }).click();
    await shown(way);
  });
}

for (const fault of faultNames) {
  test(fault, async ({ context, page, person, tolerate }) => {
    test.setTimeout(150_000);
    // What fails is logged by the browser, and by the vendors' pages.
    tolerate(/./);
    await signInUnseen(context, (await person("acme", ["Finance"])).email);
    const [element, session] = [await context.newPage(), await context.newPage()];
    const stage = new Stage({ overview: page, element, session });
    await page.setViewportSize({ width: 1_300, height: 2_600 });
    await stage.all(allowLeaps);
    // Of eleven panes on the overview, those of the table: the others have no part in it.
    const spare = () =>
      page.route(
        (url) => /\/embed$/.test(url.pathname) && !onOverview.has(url.pathname.split("/").at(-2)),
        (route) => route.fulfill({ status: 404, json: {} }),
      );
    const breaks = async () => {
      stage.forget();
      await stage.all((one) => breakIt(fault, one));
      await spare();
    };
    const mends = async () => {
      await stage.all(mendIt);
      await spare();
    };

    try {
      await spare();
      if (happens(fault, "opening")) {
        await breaks();
        await stage.open();
        await each((way) => meets(stage, fault, way));
        if (silent(fault)) await stage.leap(LIMIT);
        await each((way) => sees(stage, fault, "opening", way));
        if (told(fault)) await waitsAsTold(stage);
        await mends();
        await comesBack(stage, fault, "opening");
      } else {
        await stage.open();
        await each((way) => sees(stage, "vendor is slow", "opening", way));
      }
      if (!happens(fault, "renewing")) return;
      await breaks();
      if (fault.startsWith("vendor")) await stage.refresh();
      if (!ofFigures(fault)) {
        stage.forget();
        await stage.renew();
      }
      await each((way) => meets(stage, fault, way));
      // A renewal that nothing is seen of has to have been one.
      if (fault.startsWith("vendor") && !ofFigures(fault))
        await each((way) => isMinted(stage, way));
      if (silent(fault)) await stage.leap(LIMIT);
      await each((way) => sees(stage, fault, "renewing", way));
      if (told(fault)) await waitsAsTold(stage);
      await mends();
      await comesBack(stage, fault, "renewing");
    } finally {
      await mends();
    }
  });
}

const onOverview = new Set<string | undefined>(
  Object.entries(ways)
    .filter(([way]) => way !== "message, element" && way !== "session")
    .map(([, { dashboard }]) => dashboard),
);

const plain = (table: string) => table.replace(/-{3,}/g, "---").replace(/ *\| */g, "|");

test("docs/failures.md shows these cells", () => {
  const document = readFileSync("docs/failures.md", "utf8");
  // However wide its columns are drawn.
  for (const phase of ["opening", "renewing"] as const)
    expect(plain(document)).toContain(plain(markdownOf(phase)));
});
