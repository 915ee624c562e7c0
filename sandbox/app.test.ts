import { mkdtempSync, rmSync } from "node:fs";
import { request } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { startSandbox } from "./start";
import {
  exchangeScoopToken,
  fakeBrowser,
  host,
  openSigmaSession,
  readBoot,
  sigmaPath,
  startTestSandbox,
  type TestSandbox,
  tokenFactory,
} from "./testing/harness";
import { listTokenKinds, validToken } from "./testing/token-kinds";

let sandbox: TestSandbox;
let make: ReturnType<typeof tokenFactory>;

beforeAll(async () => {
  sandbox = await startTestSandbox({ rows: 60 });
  make = tokenFactory(sandbox);
});
beforeEach(async () => {
  await sandbox.setFault({ reset: true });
});
afterAll(() => sandbox.close());

describe("embed pages", () => {
  it("send security headers with dashboards and with errors", async () => {
    const portal = `/holistics/embed/${sandbox.keys.portal.key}?_token=`;
    const responses = [
      await sandbox.navigate(`/explo/iframe/${make.explo()}`),
      await sandbox.navigate(`${sigmaPath}?:jwt=${make.sigma()}`),
      await sandbox.navigate(portal + make.portal()),
      await sandbox.navigate("/scoop/canvas/C_SALES"),
      await sandbox.navigate(`/basedash/shared/${sandbox.keys.basedash.link}/${make.shared()}`),
      await sandbox.navigate("/explo/iframe/x.y"),
      await sandbox.navigate(`${sigmaPath}?:jwt=x`),
      await sandbox.navigate(portal),
      await sandbox.navigate("/basedash/api/sso/jwt"),
      await sandbox.navigate("/basedash/app/unknown"),
    ];
    for (const response of responses) {
      const policy = response.headers.get("content-security-policy") ?? "";
      const nonce = /script-src 'nonce-([^']+)'/.exec(policy)?.[1] ?? "none";
      expect(policy).toContain(`frame-ancestors ${host}`);
      expect(policy).toContain(`style-src 'nonce-${nonce}'`);
      for (const part of ["default-src 'none'", "form-action 'none'", "base-uri 'none'"]) {
        expect(policy).toContain(part);
      }
      expect(Object.fromEntries(response.headers)).toMatchObject({
        "referrer-policy": "no-referrer",
        "cache-control": "no-store",
        "x-content-type-options": "nosniff",
        "origin-agent-cluster": "?1",
        "cross-origin-resource-policy": "cross-origin",
        "cross-origin-embedder-policy": "require-corp",
      });
      expect(response.headers.get("x-frame-options")).toBeNull();
      expect(await response.text()).toContain(`nonce="${nonce}"`);
    }
  });

  it("may be framed by the origin an Explo token is bound to, and by none when none is registered", async () => {
    const bound = await sandbox.navigate(`/explo/iframe/${make.explo()}`);
    expect((await readBoot(bound)).origins).toEqual([host]);
    await sandbox.admin("PUT", "/scoop/admin/origins", { origins: [] });
    const open = await sandbox.navigate("/scoop/canvas/C_SALES");
    expect(open.headers.get("content-security-policy")).toContain("frame-ancestors 'none'");
    await sandbox.admin("PUT", "/scoop/admin/origins", { origins: [host] });
  });

  it("refuse tabs, prefetches and HEAD requests without using up the token", async () => {
    const token = make.sigma();
    const path = `${sigmaPath}?:jwt=${token}`;
    const stray: Record<string, string>[] = [
      { "Sec-Fetch-Dest": "document" },
      { "Sec-Fetch-Dest": "embed" },
      { "Sec-Purpose": "prefetch" },
    ];
    for (const headers of stray) {
      const response = await sandbox.navigate(path, { headers });
      expect(response.status).toBe(403);
      expect(await response.text()).toContain("must be embedded");
    }
    expect((await sandbox.navigate(path, { method: "HEAD" })).status).toBe(403);
    expect((await sandbox.navigate(path, { method: "POST" })).status).toBe(403);
    expect((await sandbox.navigate(path)).status).toBe(200);
  });

  it("refuse a repeated parameter and a URL of more than 4096 characters", async () => {
    const token = make.sigma();
    expect((await sandbox.navigate(`${sigmaPath}?:jwt=${token}&:jwt=${token}`)).status).toBe(401);
    const long = `${sigmaPath}?:jwt=${token}&x=${"y".repeat(4096)}`;
    expect((await sandbox.navigate(long)).status).toBe(401);
    expect((await sandbox.navigate(`${sigmaPath}?:jwt=${token}`)).status).toBe(200);
    const { key } = sandbox.keys.portal;
    const twice = `/holistics/embed/${key}?_token=${make.portal()}&_token=${make.portal()}`;
    expect((await sandbox.navigate(twice)).status).toBe(401);
  });

  it("escape their boot data", async () => {
    const response = await sandbox.navigate(
      `${sigmaPath}?:jwt=${make.sigma()}&x=</script><script>1`,
    );
    expect(await response.text()).not.toContain("</script><script>1");
  });
});

describe("data requests", () => {
  it("refuse another dashboard, unknown filters and repeated filters", async () => {
    const status = async (query: string) =>
      (await sandbox.requestData("explo", make.explo(), query)).status;
    expect(await status("?dashboard=exd_overview")).toBe(200);
    expect(await status("?dashboard=exr_report")).toBe(403);
    expect(await status("?tenant=globex")).toBe(400);
    expect(await status("?from=2025-13")).toBe(400);
    expect(await status("?category=a&category=b")).toBe(400);
    expect(await status("?groupBy=cost_cents")).toBe(400);
  });

  it("refuse a bearer token of another vendor", async () => {
    const sigma = await openSigmaSession(sandbox, make.sigma());
    const exchanged = await exchangeScoopToken(sandbox, make.scoop());
    const { session } = (await exchanged.json()) as { session: string };
    const bearers = {
      explo: make.explo(),
      holistics: make.portal(),
      sigma,
      scoop: session,
      basedash: make.shared(),
    };
    for (const [vendor] of Object.entries(bearers)) {
      for (const [owner, bearer] of Object.entries(bearers)) {
        const { status } = await sandbox.requestData(vendor, bearer);
        expect(`${vendor} ${owner} ${status}`).toBe(
          `${vendor} ${owner} ${vendor === owner ? 200 : 401}`,
        );
      }
    }
    expect((await sandbox.requestData("sigma", "")).status).toBe(401);
    expect((await sandbox.requestData("sigma", make.sigma())).status).toBe(401);
  });

  it("export CSV when the token allows it", async () => {
    const get = (bearer: string) =>
      fetch(`${sandbox.url}/holistics/api/export?category=Lighting`, {
        headers: { Authorization: `Bearer ${bearer}` },
      });
    const csv = await get(make.portal());
    expect(csv.headers.get("content-type")).toContain("text/csv");
    const [head, ...lines] = (await csv.text()).trim().split("\r\n");
    expect(head).toBe("id,ordered_on,region,team,category,product,quantity,amount");
    expect(lines.length).toBeGreaterThan(0);
    expect(lines.every((line) => line.includes('"Lighting"'))).toBe(true);
    expect((await get(make.portal({ settings: {} }))).status).toBe(403);
  });
});

describe("assets", () => {
  it("can be loaded by any page and revalidated", async () => {
    for (const path of ["/assets/explo.js", "/explo/bundle.js"]) {
      const response = await fetch(sandbox.url + path, { headers: { Origin: host } });
      expect(response.status).toBe(200);
      expect(response.headers.get("cross-origin-resource-policy")).toBe("cross-origin");
      expect(response.headers.get("access-control-allow-origin")).toBe("*");
      const etag = response.headers.get("etag") ?? "";
      const again = await fetch(sandbox.url + path, { headers: { "If-None-Match": etag } });
      expect(again.status).toBe(304);
    }
    expect((await fetch(`${sandbox.url}/assets/../env.ts`)).status).toBe(404);
  });
});

describe("the admin API", () => {
  it("requires its key and explains invalid input and weak keys", async () => {
    const put = await fetch(`${sandbox.url}/warehouse/tenants/x`, { method: "PUT", body: "{}" });
    expect(put.status).toBe(401);
    expect((await sandbox.admin("PUT", "/explo/admin/customers/a b", {})).status).toBe(400);
    const body = { name: "A", regions: ["a|b"], rows: 1 };
    expect((await sandbox.admin("PUT", "/warehouse/tenants/x", body)).status).toBe(400);
    const weak = { publicKey: "-----BEGIN PUBLIC KEY-----\nAA==\n-----END PUBLIC KEY-----" };
    const response = await sandbox.admin("POST", "/scoop/admin/apps/app_mullion/keys", weak);
    expect(await response.json()).toMatchObject({
      error: { title: "Bad Request", detail: expect.stringContaining("is not PEM") },
    });
    for (const origin of ["*", "http://a/", "ftp://a", "http://a/b", "null", "http://*.*.a"]) {
      const refused = await sandbox.admin("PUT", "/explo/admin/origins", { origins: [origin] });
      expect(`${origin} ${refused.status}`).toBe(`${origin} 400`);
    }
    const large = { name: "x".repeat(70_000) };
    expect((await sandbox.admin("PUT", "/explo/admin/customers/a", large)).status).toBe(413);
  });

  it("is closed when no admin key is set", async () => {
    const dataDir = mkdtempSync(join(tmpdir(), "sandbox-"));
    const log = () => undefined;
    const running = await startSandbox({ dataDir, browser: fakeBrowser, log });
    const response = await fetch(`${running.url}/warehouse/tenants/x`, { method: "PUT" });
    expect(response.status).toBe(503);
    expect(await response.text()).toContain("SANDBOX_ADMIN_KEY");
    expect((await fetch(`${running.url}/__control`)).status).toBe(404);
    await running.close();
    rmSync(dataDir, { recursive: true, force: true });
  });
});

describe("/__control", () => {
  it("counts dashboards shown, refusals and queries", async () => {
    const bearer = await openSigmaSession(sandbox, make.sigma());
    await sandbox.requestData("sigma", bearer);
    await sandbox.navigate(`${sigmaPath}?:jwt=${make.sigma({ exp: 1 })}`);
    expect(await sandbox.readCounts("sigma")).toMatchObject({
      shown: 1,
      refused: { expired: 1 },
      queries: 1,
    });
    await sandbox.setFault({ reset: true });
    expect(await sandbox.readCounts("sigma")).toMatchObject({ shown: 0, refused: {}, queries: 0 });
  });

  it("refuses web pages, unknown vendors and unknown faults", async () => {
    const pages: Record<string, string>[] = [{ Origin: host }, { "Sec-Fetch-Site": "cross-site" }];
    for (const headers of pages) {
      expect((await fetch(`${sandbox.url}/__control`, { headers })).status).toBe(403);
    }
    expect((await sandbox.setFault({ door: "nobody", fault: "fail" })).status).toBe(400);
    expect((await sandbox.setFault({ door: "explo", fault: "explode" })).status).toBe(400);
  });

  it("applies a fault as often as requested", async () => {
    await sandbox.setFault({ door: "explo", fault: "fail", times: 2 });
    const statuses = [];
    for (const _ of [1, 2, 3])
      statuses.push((await sandbox.requestData("explo", make.explo())).status);
    expect(statuses).toEqual([503, 503, 200]);
    await sandbox.setFault({ door: "explo", fault: "expire", times: 1 });
    expect((await sandbox.requestData("explo", make.explo())).status).toBe(401);
    await sandbox.setFault({ door: "explo", fault: "clock", times: 1 });
    expect((await sandbox.requestData("explo", make.explo())).status).toBe(401);
    expect((await sandbox.requestData("explo", make.explo())).status).toBe(200);
  });

  it("hangs until the client disconnects", async () => {
    await sandbox.setFault({ door: "scoop", fault: "hang", times: 1 });
    const silent = await new Promise((resolve) => {
      const asked = request(`${sandbox.url}/scoop/canvas/C_SALES`, () => resolve("answered"));
      asked.on("error", () => resolve("silent"));
      asked.setTimeout(300, () => asked.destroy());
      asked.end();
    });
    expect(silent).toBe("silent");
    expect((await sandbox.navigate("/scoop/canvas/C_SALES")).status).toBe(200);
  });

  it("forgets sessions and refuses origins", async () => {
    const bearer = await openSigmaSession(sandbox, make.sigma());
    await sandbox.setFault({ door: "sigma", fault: "forget-session", times: 1 });
    expect((await sandbox.requestData("sigma", bearer)).status).toBe(401);
    for (const kind of listTokenKinds(sandbox)) {
      await sandbox.setFault({ door: kind.vendor, fault: "refuse-origin", times: 1 });
      if (kind.name === "scoop") {
        const canvas = await sandbox.navigate("/scoop/canvas/C_SALES");
        expect(canvas.headers.get("content-security-policy")).not.toContain(host);
        continue;
      }
      const response = await kind.present(validToken(kind));
      const text = await response.text();
      if (kind.name === "basedash app") expect(text).toContain("is not authorized to load");
      else expect(response.headers.get("content-security-policy")).not.toContain(host);
    }
  });
});
