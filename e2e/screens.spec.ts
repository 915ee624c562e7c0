import { query } from "./database";
import { expect, openDashboard, readDashboard, signInWithoutForm, test } from "./fixtures";
import { appearances, checkScreen, emulate } from "./screenshots";

type Screen = { name: string; path?: string; dashboard?: string; status?: number };

const dashboards = [
  ...["sigma-workbook", "explo-overview", "holistics-portal", "scoop-canvas"],
  "basedash-app",
];

const pagesUnder = (name: string, base: string, pages: readonly string[]): Screen[] =>
  pages.map((page) => ({
    name: [name, ...page.split(/[^a-z]+/)].filter(Boolean).join("-"),
    path: `${base}${page}`,
  }));

/** Every screen, by who opens it. `:member` is replaced by the id of an Acme member. */
const screens: Record<string, { email?: string; screens: Screen[] }> = {
  "a signed-out visitor": { screens: [{ name: "login", path: "/login" }] },
  "a member of two teams": {
    email: "owner@acme.example",
    screens: [
      { name: "dashboards", path: "/acme" },
      { name: "overview", path: "/acme/overview" },
      { name: "account", path: "/account" },
      { name: "not-found", path: "/globex", status: 404 },
      ...dashboards.map((dashboard) => ({ name: dashboard, dashboard })),
    ],
  },
  "an owner in settings": {
    email: "owner@acme.example",
    screens: pagesUnder("settings", "/acme/settings", [
      ...["/members", "/members/add", "/members/:member", "/teams", "/teams/sales"],
      ...["/grants", "/grants/sigma-page", "/audit"],
    ]),
  },
  "the owner of an empty tenant": {
    email: "owner@initech.example",
    screens: [
      { name: "empty", path: "/initech" },
      ...pagesUnder("empty", "/initech/settings", ["/members", "/teams", "/grants", "/audit"]),
    ],
  },
  "an operator": {
    email: "operator@mullion.example",
    screens: pagesUnder("operator", "/operator", [
      ...["/tenants", "/tenants/new", "/tenants/acme", "/tenants/acme/explo"],
      ...["/tenants/acme/sigma", "/connections", "/connections/sigma", "/connections/new"],
      ...["/connections/new?vendor=holistics", "/dashboards", "/dashboards/new"],
      ...["/dashboards/sigma-page", "/dashboards/import?connection=sigma", "/workspaces"],
      ...["/playground?tenant=acme", "/doctor", "/audit"],
    ]),
  },
};

test.describe.configure({ mode: "parallel" });

for (const [who, { email, screens: theirScreens }] of Object.entries(screens)) {
  test(`${who} gets accessible screens without horizontal scrolling`, async ({
    page,
    allowConsole,
  }) => {
    test.setTimeout(240_000);
    allowConsole(/404 \(Not Found\)/);
    if (email) await signInWithoutForm(page, email);
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

    for (const screen of theirScreens) {
      // A dashboard keeps the theme it was loaded with; other pages follow a change.
      let mustOpen = true;
      for (const appearance of appearances) {
        await test.step(`${screen.name}, ${appearance.scheme}, ${appearance.width} px`, async () => {
          await emulate(page, appearance);
          if (mustOpen) mustOpen = await open(screen);
          await checkScreen(page, screen.name, appearance);
        });
      }
    }
  });
}
