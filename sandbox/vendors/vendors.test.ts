import { afterAll, beforeAll, describe, expect, it } from "vitest";
import {
  exchangeScoopToken,
  host,
  openSigmaSession,
  readBoot,
  rowRule,
  sigmaPath,
  startTestSandbox,
  type TestSandbox,
  tokenFactory,
} from "../testing/harness";

let sandbox: TestSandbox;
let make: ReturnType<typeof tokenFactory>;
let all: { total: number; rows: number };

beforeAll(async () => {
  sandbox = await startTestSandbox();
  make = tokenFactory(sandbox);
  all = (await (await sandbox.requestData("explo", make.explo())).json()) as typeof all;
});
afterAll(() => sandbox.close());

const read = async (vendor: string, bearer: string, query = "") => {
  const response = await sandbox.requestData(vendor, bearer, query);
  expect(response.status).toBe(200);
  return (await response.json()) as Record<string, unknown>;
};

describe("explo", () => {
  it("shows a dashboard and its data, with and without an environment", async () => {
    for (const end of ["", "/production"]) {
      const token = make.explo();
      const response = await sandbox.navigate(
        `/explo/iframe/${token}${end}?locale_code=de-DE&theme=dark`,
      );
      expect(response.status).toBe(200);
      const boot = await readBoot(response);
      expect(boot).toMatchObject({ vendor: "explo", kind: "dashboard", bearer: token });
      expect(boot).toMatchObject({ theme: "dark", locale: "de-DE", origins: [host] });
    }
    expect(all.rows).toBe(600);
    const data = await read("explo", make.explo());
    expect(data).toMatchObject({ tenant: "Acme", viewer: "", region: null, teams: [] });
  });

  it("limits a customer of one region to its rows", async () => {
    const west = await read("explo", make.explo({ cst: "acme-west" }));
    expect(west.region).toBe("West");
    expect(west.rows).toBeLessThan(all.rows);
    expect(west.total).toBeGreaterThan(0);
  });

  it("opens report builders only at their own path, with their features", async () => {
    const report = make.explo({ dsh: "exr_report", rbc: ["flt", "srt"] });
    expect((await sandbox.navigate(`/explo/report-builder/iframe/${report}`)).status).toBe(200);
    expect((await sandbox.navigate(`/explo/iframe/${report}`)).status).toBe(401);
    expect((await read("explo", report)).permissions).toMatchObject({ explore: false });
    const full = await read("explo", make.explo({ dsh: "exr_report", rbc: ["*"] }));
    expect(full.permissions).toMatchObject({ explore: true });
  });

  it("accepts tokens as in Explo's samples: 16-byte IV, fractional exp, no iat", async () => {
    const { clock } = sandbox;
    await read("explo", make.explo({ exp: clock.now + 60.75, iat: undefined }, 16));
  });

  it("signs tokens through its API", async () => {
    const request = (token: string) =>
      fetch(`${sandbox.url}/explo/api/generate_jwt/`, {
        method: "POST",
        headers: { "Explo-Authorization": `Token ${token}` },
        body: JSON.stringify({
          provided_id: "acme",
          embed_id: "exd_overview",
          key_id: null,
          expiration: "PT1H",
          chart_id: null,
        }),
      });
    const { success, jwt } = (await (
      await request("admin-key-of-the-tests-0123456789")
    ).json()) as {
      success: number;
      jwt: string;
    };
    expect(success).toBe(1);
    expect((await read("explo", jwt)).rows).toBe(600);
    expect((await request("wrong")).status).toBe(401);
  });

  it("allows cross-origin data requests from registered origins only, without credentials", async () => {
    const request = (origin: string, method: string) =>
      fetch(`${sandbox.url}/explo/api/data`, {
        method,
        headers: { Origin: origin, Authorization: `Bearer ${make.explo()}` },
      });
    const preflight = await request(host, "OPTIONS");
    expect(preflight.status).toBe(204);
    expect(preflight.headers.get("access-control-allow-headers")).toBe("Authorization");
    expect(preflight.headers.get("access-control-allow-credentials")).toBeNull();
    expect((await request(host, "GET")).headers.get("access-control-allow-origin")).toBe(host);
    const refused = await fetch(`${sandbox.url}/explo/api/data`, { headers: { Origin: host } });
    expect(refused.status).toBe(401);
    expect(refused.headers.get("access-control-allow-origin")).toBe(host);
    for (const origin of ["https://evil.example", `${host}.evil.example`, "null"]) {
      for (const method of ["OPTIONS", "GET"]) {
        const { headers } = await request(origin, method);
        expect(headers.get("access-control-allow-origin")).toBeNull();
      }
    }
  });
});

describe("sigma", () => {
  it("shows a workbook, a page and an element, with literal and encoded colons", async () => {
    for (const [end, kind] of [
      ["", "workbook"],
      ["/page/pg_finance", "page"],
      ["/element/el_revenue", "element"],
    ]) {
      for (const colon of [":", "%3A"]) {
        const query = `?${colon}jwt=${make.sigma()}&:embed=true&:theme=Dark&Region=East,West`;
        const response = await sandbox.navigate(`${sigmaPath}${end}${query}`);
        expect(response.status).toBe(200);
        const boot = await readBoot(response);
        expect(boot).toMatchObject({ kind, theme: "dark", variables: { Region: "East,West" } });
        expect(boot.bearer).not.toContain(".");
        const data = await read("sigma", String(boot.bearer));
        expect(data).toMatchObject({ viewer: "owner+acme@acme.example", teams: ["Finance"] });
        expect(data.total).toBe(all.total);
        expect((data.selected as { margin: number }).margin).toBeGreaterThan(0);
      }
    }
  });

  it("provisions users at their first token and updates their teams later", async () => {
    await openSigmaSession(sandbox, make.sigma({ sub: "new+acme@acme.example", teams: ["acme"] }));
    await openSigmaSession(sandbox, make.sigma({ sub: "new+acme@acme.example" }));
    const { clientId, secret } = sandbox.keys.sigma;
    const grant = await fetch(`${sandbox.url}/sigma/v2/auth/token`, {
      method: "POST",
      body: new URLSearchParams({
        grant_type: "client_credentials",
        client_id: clientId,
        client_secret: secret,
      }),
    });
    const { access_token: token } = (await grant.json()) as { access_token: string };
    const members = await fetch(`${sandbox.url}/sigma/v2/members`, {
      headers: { Authorization: `Bearer ${token}` },
    });
    const { entries } = (await members.json()) as { entries: { email: string; teams: string[] }[] };
    const found = entries.filter(({ email }) => email === "new+acme@acme.example");
    expect(found).toMatchObject([{ teams: ["acme", "acme-finance"] }]);
  });

  it("refuses with its documented codes", async () => {
    const page = async (token: string, path = sigmaPath) => {
      const response = await sandbox.navigate(`${path}?:jwt=${token}`);
      expect(response.status).toBe(401);
      return /<h1>(\w+)<\/h1>/.exec(await response.text())?.[1];
    };
    const elsewhere = (id: string) => sigmaPath.replace("wb01", id);
    expect(await page(make.sigma({ teams: ["acme", "nobody"] }))).toBe("EINVAL");
    expect(await page(make.sigma({ teams: ["acme"] }), elsewhere("wb02"))).toBe("EACCES");
    expect(await page(make.sigma(), elsewhere("wb99"))).toBe("ENOENT");
    await sandbox.setFault({ door: "sigma", fault: "no-auto-provision", times: 1 });
    expect(await page(make.sigma())).toBe("EPERM");
    await sandbox.admin("PUT", "/sigma/admin/organizations/mullion", {
      name: "Mullion",
      autoProvision: false,
    });
    expect(await page(make.sigma({ sub: "stranger+acme@acme.example" }))).toBe("EPERM");
    await openSigmaSession(sandbox, make.sigma());
    await sandbox.admin("PUT", "/sigma/admin/organizations/mullion", {
      name: "Mullion",
      autoProvision: true,
    });
  });

  it("restores a saved exploration for the same tenant only", async () => {
    const bearer = await openSigmaSession(sandbox, make.sigma());
    const state = { filters: { category: "Lighting", region: null }, page: "pg_finance" };
    const kept = await fetch(`${sandbox.url}/sigma/api/explore`, {
      method: "POST",
      headers: { Authorization: `Bearer ${bearer}` },
      body: JSON.stringify({ state }),
    });
    const { exploreKey } = (await kept.json()) as { exploreKey: string };
    const again = `${sigmaPath}?:jwt=${make.sigma()}&:explore=${exploreKey}`;
    expect((await readBoot(await sandbox.navigate(again))).explore).toEqual(state);
    const globex = { teams: ["globex"], user_attributes: { tenant: "globex", region: "All" } };
    const foreign = `${sigmaPath}?:jwt=${make.sigma({ sub: "g@x.example", ...globex })}&:explore=${exploreKey}`;
    expect((await readBoot(await sandbox.navigate(foreign))).explore).toBeUndefined();
    const unknown = `${sigmaPath}?:jwt=${make.sigma()}&:explore=nonsense&:bookmark=gone`;
    expect((await sandbox.navigate(unknown)).status).toBe(200);
  });
});

describe("holistics", () => {
  it("shows a portal and the object its token names", async () => {
    const { key } = sandbox.keys.portal;
    for (const end of ["", "/objects/sales_portal"]) {
      const response = await sandbox.navigate(
        `/holistics/embed/${key}${end}?_token=${make.portal()}`,
      );
      const boot = await readBoot(response);
      expect(boot).toMatchObject({ kind: "portal", timeZone: "Europe/Berlin" });
      const data = await read("holistics", String(boot.bearer));
      expect(data).toMatchObject({ viewer: "owner@acme.example", teams: ["Finance"] });
      expect(data.total).toBe(all.total);
    }
    const wrong = `/holistics/embed/${key}/objects/other?_token=${make.portal()}`;
    expect((await sandbox.navigate(wrong)).status).toBe(401);
  });

  it("filters a dashboard by its row rules", async () => {
    const { key } = sandbox.keys.dashboard;
    expect(
      (await sandbox.navigate(`/holistics/embed/${key}?_token=${make.dashboard()}`)).status,
    ).toBe(200);
    expect((await read("holistics", make.dashboard())).total).toBe(all.total);
    const rules = [rowRule("tenant", "acme"), rowRule("region", "West")];
    const west = await read("holistics", make.dashboard({ permissions: { row_based: rules } }));
    expect(west).toMatchObject({ region: "West", viewer: "" });
    const none = await read("holistics", make.dashboard({ permissions: { row_based: [] } }));
    expect(none).toMatchObject({ total: 0, rows: 0, tenant: "" });
  });
});

describe("scoop", () => {
  it("exchanges a token for a session with the rows of its inbox", async () => {
    const response = await sandbox.navigate(
      "/scoop/canvas/C_SALES?theme=dark&locale=fr&tz=Europe/Paris",
    );
    const boot = await readBoot(response);
    expect(boot).toMatchObject({ canvasId: "C_SALES", locale: "fr", timeZone: "Europe/Paris" });
    expect(boot.bearer).toBeUndefined();
    const exchange = await exchangeScoopToken(sandbox, make.scoop());
    const { session, expiresIn } = (await exchange.json()) as {
      session: string;
      expiresIn: number;
    };
    expect(expiresIn).toBe(300);
    expect(await read("scoop", session)).toMatchObject({ viewer: "user-1", total: all.total });
    const west = await exchangeScoopToken(
      sandbox,
      make.scoop({ inbox_id: "I1", permissions: ["read"] }),
    );
    const data = await read("scoop", ((await west.json()) as { session: string }).session);
    expect(data).toMatchObject({ region: "West", permissions: { explore: false } });
  });
});

describe("basedash", () => {
  const signIn = (token: string, query = "", headers: HeadersInit = {}) =>
    sandbox.navigate(`/basedash/api/sso/jwt?jwt=${token}${query}`, { headers });
  const cookieOf = (response: Response) => response.headers.getSetCookie().at(-1) ?? "";

  it("opens a session per page load at a URL without the token", async () => {
    const response = await signIn(make.app(), "&theme=dark&hide_sidebar=true");
    expect(response.status).toBe(303);
    const location = response.headers.get("location") ?? "";
    expect(location).toMatch(/^\/basedash\/app\/[\w-]+\?theme=dark&hide_sidebar=true$/);
    const cookie = cookieOf(response);
    for (const part of ["Secure", "HttpOnly", "SameSite=None", "Partitioned", "Path=/"]) {
      expect(cookie).toContain(part);
    }
    expect(cookie).toMatch(/^__Host-basedash-/);
    const [pair = ""] = cookie.split(";");
    const boot = await readBoot(await sandbox.navigate(location, { headers: { Cookie: pair } }));
    expect(boot).toMatchObject({ kind: "app", theme: "dark" });
    expect(boot.bearer).toBeUndefined();
    const data = await fetch(`${sandbox.url}/basedash/api/data`, { headers: { Cookie: pair } });
    expect(await data.json()).toMatchObject({ viewer: "owner@acme.example", total: all.total });
    expect((await sandbox.navigate(location)).status).toBe(401);
  });

  it("never accepts the cookie of another page load", async () => {
    const first = await signIn(make.app());
    const { otherBasedash } = sandbox.keys;
    const second = await signIn(
      make.app({ orgId: otherBasedash.id, email: "g@globex.example" }, otherBasedash.jwtSecret),
    );
    const cookies = [cookieOf(first), cookieOf(second)].map((one) => one.split(";")[0] ?? "");
    const request = (cookie: string, load: string) =>
      fetch(`${sandbox.url}/basedash/api/data${load}`, { headers: { Cookie: cookie } });
    const both = cookies.join("; ");
    const loads = [first, second].map(
      (one) => `?load=${one.headers.get("location")?.split("/").at(-1)}`,
    );
    expect(await (await request(both, loads[0] ?? "")).json()).toMatchObject({ tenant: "Acme" });
    expect(await (await request(both, loads[1] ?? "")).json()).toMatchObject({ tenant: "Globex" });
    expect((await request(both, "")).status).toBe(401);
    expect((await request(cookies[1] ?? "", loads[0] ?? "")).status).toBe(401);
    const swapped = (cookies[0] ?? "").replace(/^[^=]+/, (cookies[1] ?? "").split("=")[0] ?? "");
    expect((await request(swapped, loads[1] ?? "")).status).toBe(401);
  });

  it("keeps the role of a member's first token", async () => {
    const role = async (change: object) => {
      const [pair = ""] = cookieOf(await signIn(make.app({ ...change }))).split(";");
      const data = await fetch(`${sandbox.url}/basedash/api/data`, { headers: { Cookie: pair } });
      return ((await data.json()) as { permissions: { edit: boolean } }).permissions.edit;
    };
    expect(await role({ email: "m@acme.example", role: "MEMBER" })).toBe(false);
    expect(await role({ email: "m@acme.example", role: "ADMIN" })).toBe(false);
  });

  it("checks the embedding page by its Referer, with the documented errors", async () => {
    const page = async (headers: HeadersInit) =>
      (await signIn(make.app(), "", { Referer: "", ...headers })).text();
    expect(await page({})).toContain("Unable to verify the request origin");
    expect(await page({ Referer: "https://evil.example/" })).toContain(
      "This embed is not authorized to load from https://evil.example",
    );
    const { id } = sandbox.keys.basedash;
    const patch = (body: object) =>
      sandbox.admin("PATCH", `/basedash/api/public/organizations/${id}`, body);
    await patch({ embedAllowedOrigins: ["https://*.example.com"] });
    expect((await signIn(make.app())).status).toBe(401);
    const wild = await signIn(make.app(), "", { Referer: "https://app.example.com/" });
    expect(wild.status).toBe(303);
    await patch({ embedAllowedOrigins: [], fullEmbedEnabled: false });
    expect(await (await signIn(make.app())).text()).toContain(
      "Embedding is not enabled for this organization",
    );
    await patch({ fullEmbedEnabled: true });
  });

  it("signs out", async () => {
    const response = await signIn(make.app());
    const [pair = ""] = cookieOf(response).split(";");
    const out = await fetch(`${sandbox.url}/basedash/logout`, {
      method: "POST",
      headers: { Cookie: pair },
    });
    expect(out.status).toBe(200);
    expect(cookieOf(out)).toContain("Max-Age=0");
    const data = await fetch(`${sandbox.url}/basedash/api/data`, { headers: { Cookie: pair } });
    expect(data.status).toBe(401);
  });

  it("filters a shared dashboard by its token's parameters", async () => {
    const { link } = sandbox.keys.basedash;
    const token = make.shared();
    const boot = await readBoot(await sandbox.navigate(`/basedash/shared/${link}/${token}`));
    expect(boot).toMatchObject({ kind: "shared", bearer: token });
    expect((await read("basedash", token)).total).toBe(all.total);
    const west = await read("basedash", make.shared({ params: { region: "West" } }));
    expect(west.region).toBe("West");
    expect((await read("basedash", make.shared({ params: {} }))).total).toBe(0);
    expect((await sandbox.navigate(`/basedash/shared/link_globex/${token}`)).status).toBe(401);
  });

  it("returns the same organization for the same Idempotency-Key", async () => {
    const make = () =>
      fetch(`${sandbox.url}/basedash/api/public/organizations?include=jwtSecret`, {
        method: "POST",
        headers: {
          Authorization: "Bearer admin-key-of-the-tests-0123456789",
          "Idempotency-Key": "seed-1",
        },
        body: JSON.stringify({ name: "Twice", fullEmbedEnabled: true }),
      }).then((response) => response.json());
    expect(await make()).toEqual(await make());
  });
});
