import { createPublicKey, generateKeyPairSync, randomBytes } from "node:crypto";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import {
  exchangeScoopToken,
  rowRule,
  startTestSandbox,
  type TestSandbox,
  tokenFactory,
} from "../testing/harness";
import { es256, rs256 } from "../testing/tokens";

const rsa = () =>
  generateKeyPairSync("rsa", {
    modulusLength: 2048,
    publicKeyEncoding: { type: "spki", format: "pem" },
    privateKeyEncoding: { type: "pkcs8", format: "pem" },
  });
const ec = generateKeyPairSync("ec", {
  namedCurve: "P-256",
  publicKeyEncoding: { type: "spki", format: "pem" },
  privateKeyEncoding: { type: "pkcs8", format: "pem" },
});
const [first, second] = [rsa(), rsa()];

let published: { publicKey: string; alg: string }[] = [];
let asked = 0;
let status = 200;
const server = createServer((_, response) => {
  asked += 1;
  const keys = published.map(({ publicKey, alg }) => ({
    ...createPublicKey(publicKey).export({ format: "jwk" }),
    ...{ kid: randomBytes(4).toString("hex"), alg, use: "sig" },
  }));
  response.writeHead(status).end(JSON.stringify({ keys }));
});

let sandbox: TestSandbox;
let jwksUrl = "";
beforeAll(async () => {
  sandbox = await startTestSandbox();
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  jwksUrl = `http://127.0.0.1:${(server.address() as AddressInfo).port}/.well-known/jwks.json`;
  await sandbox.admin("PUT", "/scoop/admin/apps/app_jwks", {});
  await sandbox.admin("PUT", "/scoop/admin/apps/app_jwks/workspaces/W1", {
    name: "A",
    tenant: "acme",
  });
  await sandbox.admin("PUT", "/scoop/admin/apps/app_jwks/canvases/C_SALES", { title: "Sales" });
});
afterAll(async () => {
  server.close();
  await sandbox.close();
});

const keys = "/scoop/admin/apps/app_jwks/keys";
const register = () => sandbox.admin("POST", keys, { jwksUrl });
const open = async (privateKey: string) => {
  const claims = tokenFactory(sandbox).scoopClaims({ iss: "app_jwks" });
  return (await exchangeScoopToken(sandbox, rs256(claims, privateKey))).status;
};

describe("keys from a JWKS", () => {
  it("are accepted after registration, and never fetched to verify a token", async () => {
    published = [{ publicKey: first.publicKey, alg: "RS256" }];
    expect(await open(first.privateKey)).toBe(401);
    expect(await (await register()).json()).toEqual({ keys: 1 });
    asked = 0;
    expect(await open(first.privateKey)).toBe(200);
    expect(await open(second.privateKey)).toBe(401);
    expect(asked).toBe(0);
  });

  it("are accepted while they are published", async () => {
    published.push({ publicKey: second.publicKey, alg: "RS256" });
    expect(await open(second.privateKey)).toBe(401);
    await register();
    expect([await open(first.privateKey), await open(second.privateKey)]).toEqual([200, 200]);
    published.shift();
    await register();
    expect([await open(first.privateKey), await open(second.privateKey)]).toEqual([401, 200]);
  });

  it("remain while the URL does not answer", async () => {
    status = 503;
    const refused = await register();
    expect([refused.status, await refused.text()]).toEqual([400, expect.stringContaining("503")]);
    expect(await open(second.privateKey)).toBe(200);
    status = 200;
  });

  it("are refused for another algorithm and another app", async () => {
    published = [
      { publicKey: ec.publicKey, alg: "ES256" },
      { publicKey: second.publicKey, alg: "RS256" },
    ];
    expect(await (await register()).json()).toEqual({ keys: 1 });
    const claims = tokenFactory(sandbox).scoopClaims({ iss: "app_mullion" });
    expect((await exchangeScoopToken(sandbox, rs256(claims, second.privateKey))).status).toBe(401);
    published = [{ publicKey: ec.publicKey, alg: "ES256" }];
    expect((await register()).status).toBe(400);
    expect((await sandbox.admin("POST", keys, { jwksUrl: "file:///etc/passwd" })).status).toBe(400);
  });

  it("open a Holistics dashboard only under their own embed key", async () => {
    published = [{ publicKey: ec.publicKey, alg: "ES256" }];
    const made = await sandbox.admin("POST", "/holistics/admin/embeds", {
      ...{ kind: "dashboard", objects: ["sales_dashboard"], algorithm: "ES256", jwksUrl },
    });
    const { key } = (await made.json()) as { key: string };
    const claims = tokenFactory(sandbox).dashboardClaims({
      permissions: { row_based: [rowRule("tenant", "acme")] },
    });
    const token = es256(claims, ec.privateKey);
    expect((await sandbox.navigate(`/holistics/embed/${key}?_token=${token}`)).status).toBe(200);
    expect((await sandbox.requestData("holistics", token)).status).toBe(200);
    const other = sandbox.keys.dashboard.key;
    expect((await sandbox.navigate(`/holistics/embed/${other}?_token=${token}`)).status).toBe(401);
  });
});
