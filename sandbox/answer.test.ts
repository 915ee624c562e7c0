// What every answer carries: headers, no cached token, no reason; and the faults a test may ask for.
import { mkdtempSync, rmSync } from "node:fs";
import { request } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { startSandbox } from "./start";
import { dialectsOf, goodToken } from "./testing/dialects";
import {
  bootOf,
  host,
  openStand,
  type Stand,
  scoopExchange,
  sigmaBearer,
  sigmaPath,
  tokensOf,
} from "./testing/stand";

let stand: Stand;
let make: ReturnType<typeof tokensOf>;

beforeAll(async () => {
  stand = await openStand({ rows: 60 });
  make = tokensOf(stand);
});
beforeEach(async () => {
  await stand.fault({ reset: true });
});
afterAll(() => stand.close());

describe("documents", () => {
  it("carry the headers, shown or refused", async () => {
    const portal = `/holistics/embed/${stand.keys.portal.key}?_token=`;
    const answers = [
      await stand.open(`/explo/iframe/${make.explo()}`),
      await stand.open(`${sigmaPath}?:jwt=${make.sigma()}`),
      await stand.open(portal + make.portal()),
      await stand.open("/scoop/canvas/C_SALES"),
      await stand.open(`/basedash/shared/${stand.keys.basedash.link}/${make.shared()}`),
      await stand.open("/explo/iframe/x.y"),
      await stand.open(`${sigmaPath}?:jwt=x`),
      await stand.open(portal),
      await stand.open("/basedash/api/sso/jwt"),
      await stand.open("/basedash/app/unknown"),
    ];
    for (const answer of answers) {
      const policy = answer.headers.get("content-security-policy") ?? "";
      const nonce = /script-src 'nonce-([^']+)'/.exec(policy)?.[1] ?? "none";
      expect(policy).toContain(`frame-ancestors ${host}`);
      expect(policy).toContain(`style-src 'nonce-${nonce}'`);
      for (const part of ["default-src 'none'", "form-action 'none'", "base-uri 'none'"]) {
        expect(policy).toContain(part);
      }
      expect(Object.fromEntries(answer.headers)).toMatchObject({
        "referrer-policy": "no-referrer",
        "cache-control": "no-store",
        "x-content-type-options": "nosniff",
        "origin-agent-cluster": "?1",
        "cross-origin-resource-policy": "cross-origin",
        "cross-origin-embedder-policy": "require-corp",
      });
      expect(answer.headers.get("x-frame-options")).toBeNull();
      expect(await answer.text()).toContain(`nonce="${nonce}"`);
    }
  });

  it("bind an Explo token to its origin, and nobody where none is registered", async () => {
    const bound = await stand.open(`/explo/iframe/${make.explo()}`);
    expect((await bootOf(bound)).origins).toEqual([host]);
    await stand.admin("PUT", "/scoop/admin/origins", { origins: [] });
    const open = await stand.open("/scoop/canvas/C_SALES");
    expect(open.headers.get("content-security-policy")).toContain("frame-ancestors 'none'");
    await stand.admin("PUT", "/scoop/admin/origins", { origins: [host] });
  });

  it("are not for tabs, prefetches or a look at the headers, and spend no token there", async () => {
    const token = make.sigma();
    const path = `${sigmaPath}?:jwt=${token}`;
    const stray: Record<string, string>[] = [
      { "Sec-Fetch-Dest": "document" },
      { "Sec-Fetch-Dest": "embed" },
      { "Sec-Purpose": "prefetch" },
    ];
    for (const headers of stray) {
      const answer = await stand.open(path, { headers });
      expect(answer.status).toBe(403);
      expect(await answer.text()).toContain("must be embedded");
    }
    expect((await stand.open(path, { method: "HEAD" })).status).toBe(403);
    expect((await stand.open(path, { method: "POST" })).status).toBe(403);
    expect((await stand.open(path)).status).toBe(200);
  });

  it("refuse a doubled parameter and an address of more than 4096 characters", async () => {
    const token = make.sigma();
    expect((await stand.open(`${sigmaPath}?:jwt=${token}&:jwt=${token}`)).status).toBe(401);
    const long = `${sigmaPath}?:jwt=${token}&x=${"y".repeat(4096)}`;
    expect((await stand.open(long)).status).toBe(401);
    expect((await stand.open(`${sigmaPath}?:jwt=${token}`)).status).toBe(200);
    const { key } = stand.keys.portal;
    const twice = `/holistics/embed/${key}?_token=${make.portal()}&_token=${make.portal()}`;
    expect((await stand.open(twice)).status).toBe(401);
  });

  it("escape what they show", async () => {
    const answer = await stand.open(`${sigmaPath}?:jwt=${make.sigma()}&x=</script><script>1`);
    expect(await answer.text()).not.toContain("</script><script>1");
  });
});

describe("data", () => {
  it("is refused for another dashboard, an unknown filter, a filter given twice", async () => {
    const status = async (query: string) => (await stand.data("explo", make.explo(), query)).status;
    expect(await status("?dashboard=exd_overview")).toBe(200);
    expect(await status("?dashboard=exr_report")).toBe(403);
    expect(await status("?tenant=globex")).toBe(400);
    expect(await status("?from=2025-13")).toBe(400);
    expect(await status("?category=a&category=b")).toBe(400);
    expect(await status("?groupBy=cost_cents")).toBe(400);
  });

  it("never takes one door's bearer at another", async () => {
    const sigma = await sigmaBearer(stand, make.sigma());
    const exchanged = await scoopExchange(stand, make.scoop());
    const { session } = (await exchanged.json()) as { session: string };
    const bearers = {
      explo: make.explo(),
      holistics: make.portal(),
      sigma,
      scoop: session,
      basedash: make.shared(),
    };
    for (const [door] of Object.entries(bearers)) {
      for (const [owner, bearer] of Object.entries(bearers)) {
        const { status } = await stand.data(door, bearer);
        expect(`${door} ${owner} ${status}`).toBe(`${door} ${owner} ${door === owner ? 200 : 401}`);
      }
    }
    expect((await stand.data("sigma", "")).status).toBe(401);
    expect((await stand.data("sigma", make.sigma())).status).toBe(401);
  });

  it("is exported as CSV where the token allows it", async () => {
    const get = (bearer: string) =>
      fetch(`${stand.url}/holistics/api/export?category=Lighting`, {
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
  it("may be loaded by any page and revalidated", async () => {
    for (const path of ["/assets/explo.js", "/explo/bundle.js"]) {
      const answer = await fetch(stand.url + path, { headers: { Origin: host } });
      expect(answer.status).toBe(200);
      expect(answer.headers.get("cross-origin-resource-policy")).toBe("cross-origin");
      expect(answer.headers.get("access-control-allow-origin")).toBe("*");
      const etag = answer.headers.get("etag") ?? "";
      const again = await fetch(stand.url + path, { headers: { "If-None-Match": etag } });
      expect(again.status).toBe(304);
    }
    expect((await fetch(`${stand.url}/assets/../env.ts`)).status).toBe(404);
  });
});

describe("administration", () => {
  it("wants its key, explains bad input, and never issues over weak keys", async () => {
    const put = await fetch(`${stand.url}/warehouse/tenants/x`, { method: "PUT", body: "{}" });
    expect(put.status).toBe(401);
    expect((await stand.admin("PUT", "/explo/admin/customers/a b", {})).status).toBe(400);
    const body = { name: "A", regions: ["a|b"], rows: 1 };
    expect((await stand.admin("PUT", "/warehouse/tenants/x", body)).status).toBe(400);
    const weak = { publicKey: "-----BEGIN PUBLIC KEY-----\nAA==\n-----END PUBLIC KEY-----" };
    const answer = await stand.admin("POST", "/scoop/admin/apps/app_mullion/keys", weak);
    expect(await answer.json()).toMatchObject({ error: { title: "Unfit key" } });
    for (const origin of ["*", "http://a/", "ftp://a", "http://a/b", "null", "http://*.*.a"]) {
      const refused = await stand.admin("PUT", "/explo/admin/origins", { origins: [origin] });
      expect(`${origin} ${refused.status}`).toBe(`${origin} 400`);
    }
    const large = { name: "x".repeat(70_000) };
    expect((await stand.admin("PUT", "/explo/admin/customers/a", large)).status).toBe(413);
  });

  it("is closed while no admin key is set", async () => {
    const dataDir = mkdtempSync(join(tmpdir(), "sandbox-"));
    const log = () => undefined;
    const running = await startSandbox({ dataDir, browser: "/nowhere", log });
    const answer = await fetch(`${running.url}/warehouse/tenants/x`, { method: "PUT" });
    expect(answer.status).toBe(503);
    expect(await answer.text()).toContain("SANDBOX_ADMIN_KEY");
    expect((await fetch(`${running.url}/__control`)).status).toBe(404);
    await running.close();
    rmSync(dataDir, { recursive: true, force: true });
  });
});

describe("controls", () => {
  it("count what was shown, refused and asked", async () => {
    const bearer = await sigmaBearer(stand, make.sigma());
    await stand.data("sigma", bearer);
    await stand.open(`${sigmaPath}?:jwt=${make.sigma({ exp: 1 })}`);
    expect(await stand.counts("sigma")).toMatchObject({
      shown: 1,
      refused: { expired: 1 },
      queries: 1,
    });
    await stand.fault({ reset: true });
    expect(await stand.counts("sigma")).toMatchObject({ shown: 0, refused: {}, queries: 0 });
  });

  it("are not for web pages", async () => {
    const pages: Record<string, string>[] = [{ Origin: host }, { "Sec-Fetch-Site": "cross-site" }];
    for (const headers of pages) {
      expect((await fetch(`${stand.url}/__control`, { headers })).status).toBe(403);
    }
    expect((await stand.fault({ door: "nobody", fault: "fail" })).status).toBe(400);
    expect((await stand.fault({ door: "explo", fault: "explode" })).status).toBe(400);
  });

  it("fail as often as asked, then work again", async () => {
    await stand.fault({ door: "explo", fault: "fail", times: 2 });
    const statuses = [];
    for (const _ of [1, 2, 3]) statuses.push((await stand.data("explo", make.explo())).status);
    expect(statuses).toEqual([503, 503, 200]);
    await stand.fault({ door: "explo", fault: "expire", times: 1 });
    expect((await stand.data("explo", make.explo())).status).toBe(401);
    await stand.fault({ door: "explo", fault: "clock", times: 1 });
    expect((await stand.data("explo", make.explo())).status).toBe(401);
    expect((await stand.data("explo", make.explo())).status).toBe(200);
  });

  it("hang until the visitor gives up", async () => {
    await stand.fault({ door: "scoop", fault: "hang", times: 1 });
    const silent = await new Promise((resolve) => {
      const asked = request(`${stand.url}/scoop/canvas/C_SALES`, () => resolve("answered"));
      asked.on("error", () => resolve("silent"));
      asked.setTimeout(300, () => asked.destroy());
      asked.end();
    });
    expect(silent).toBe("silent");
    expect((await stand.open("/scoop/canvas/C_SALES")).status).toBe(200);
  });

  it("forget sessions and refuse origins", async () => {
    const bearer = await sigmaBearer(stand, make.sigma());
    await stand.fault({ door: "sigma", fault: "forget-session", times: 1 });
    expect((await stand.data("sigma", bearer)).status).toBe(401);
    for (const dialect of dialectsOf(stand)) {
      await stand.fault({ door: dialect.door, fault: "refuse-origin", times: 1 });
      if (dialect.name === "scoop") {
        const canvas = await stand.open("/scoop/canvas/C_SALES");
        expect(canvas.headers.get("content-security-policy")).not.toContain(host);
        continue;
      }
      const answer = await dialect.present(goodToken(dialect));
      const text = await answer.text();
      if (dialect.name === "basedash app") expect(text).toContain("is not authorized to load");
      else expect(answer.headers.get("content-security-policy")).not.toContain(host);
    }
  });
});
