import { query } from "./database";
import { expect, openDashboard, readDashboard, signInUnseen, test } from "./fixtures";
import { lookAt, looks, wear } from "./screenshots";

type Screen = { name: string; path?: string; dashboard?: string; status?: number };

const dashboards = [
  ...["sigma-workbook", "explo-overview", "holistics-portal", "scoop-canvas"],
  "basedash-app",
];

const below = (name: string, base: string, pages: readonly string[]): Screen[] =>
  pages.map((page) => ({
    name: [name, ...page.split(/[^a-z]+/)].filter(Boolean).join("-"),
    path: `${base}${page}`,
  }));

/** Every screen, by who sees it. `:member` stands for the id of a person of Acme. */
const screens: Record<string, { email?: string; screens: Screen[] }> = {
  "nobody's": { screens: [{ name: "login", path: "/login" }] },
  "a person's": {
    email: "owner@acme.example",
    screens: [
      { name: "dashboards", path: "/acme" },
      { name: "overview", path: "/acme/overview" },
      { name: "account", path: "/account" },
      { name: "not-found", path: "/globex", status: 404 },
      ...dashboards.map((dashboard) => ({ name: dashboard, dashboard })),
    ],
  },
  "an owner's": {
    email: "owner@acme.example",
    screens: below("settings", "/acme/settings", [
      ...["/members", "/members/add", "/members/:member", "/teams", "/teams/sales"],
      ...["/grants", "/grants/sigma-page", "/audit"],
    ]),
  },
  "a beginner's": {
    email: "owner@initech.example",
    screens: [
      { name: "empty", path: "/initech" },
      ...below("empty", "/initech/settings", ["/members", "/teams", "/grants", "/audit"]),
    ],
  },
  "an operator's": {
    email: "operator@mullion.example",
    screens: below("operator", "/operator", [
      ...["/tenants", "/tenants/new", "/tenants/acme", "/tenants/acme/explo"],
      ...["/tenants/acme/sigma", "/connections", "/connections/sigma", "/connections/new"],
      ...["/connections/new?vendor=holistics", "/dashboards", "/dashboards/new"],
      ...["/dashboards/sigma-page", "/dashboards/import?connection=sigma", "/workspaces"],
      ...["/playground?tenant=acme", "/doctor", "/audit"],
    ]),
  },
};

test.describe.configure({ mode: "parallel" });

for (const [whose, { email, screens: own }] of Object.entries(screens)) {
  test(`${whose} screens in every look: axe finds nothing, nothing scrolls sideways`, async ({
    page,
    tolerate,
  }) => {
    test.setTimeout(240_000);
    tolerate(/404 \(Not Found\)/);
    if (email) await signInUnseen(page, email);
    const [member] = await query<{ id: string }>(
      `select id from "User" where email = 'sales@acme.example'`,
    );

    async function open({ path = "", dashboard, status = 200 }: Screen) {
      if (dashboard) {
        await openDashboard(page, "acme", dashboard);
        await readDashboard(page);
        return true;
      }
      const response = await page.goto(path.replace(":member", member?.id ?? ""));
      expect(response?.status()).toBe(status);
      await expect(page.locator("h1").first()).toBeVisible();
      const panes = await page.getByTestId("pane").all();
      for (const pane of panes) {
        await expect(pane).toHaveAttribute("data-state", "showing", { timeout: 20_000 });
      }
      return panes.length > 0;
    }

    for (const screen of own) {
      // A pane wears what its page wore when it was loaded; the page itself changes as it is looked at.
      let anew = true;
      for (const look of looks) {
        await test.step(`${screen.name}, ${look.scheme}, ${look.width} px`, async () => {
          await wear(page, look);
          if (anew) anew = await open(screen);
          await lookAt(page, screen.name, look);
        });
      }
    }
  });
}
