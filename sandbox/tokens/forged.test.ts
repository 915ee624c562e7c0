import { generateKeyPairSync } from "node:crypto";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { startTestSandbox, type TestSandbox } from "../testing/harness";
import { listTokenKinds, type TokenKind, validToken } from "../testing/token-kinds";
import { encode, rawHs256 } from "../testing/tokens";

let sandbox: TestSandbox;
let kinds: TokenKind[];
let tried = 0;

beforeAll(async () => {
  sandbox = await startTestSandbox({ rows: 60 });
  kinds = listTokenKinds(sandbox);
});
afterAll(async () => {
  console.log(`forged tokens tried: ${tried}`);
  await sandbox.close();
});

const names = [
  "explo",
  "sigma",
  "holistics portal",
  "holistics dashboard",
  "scoop",
  "basedash app",
  "basedash shared",
];

function findKind(name: string): TokenKind {
  const found = kinds.find((kind) => kind.name === name);
  if (!found) throw new Error(`no kind ${name}`);
  return found;
}

/** Presents all of them, a few at a time, and expects nothing but 401. */
async function expectRefused(kind: TokenKind, tokens: string[]): Promise<void> {
  const unexpected: string[] = [];
  const left = [...tokens];
  const work = async () => {
    for (let token = left.pop(); token !== undefined; token = left.pop()) {
      tried += 1;
      const response = await kind.present(token);
      const body = await response.text();
      if (response.status !== 401 || body.includes("boot")) {
        unexpected.push(`${response.status} ${token.slice(0, 200)}`);
      }
    }
  };
  await Promise.all([work(), work(), work(), work()]);
  expect(unexpected).toEqual([]);
}

const flip = (part: string, bit: number) => {
  const bytes = Buffer.from(part, "base64url");
  bytes[bit >> 3] = (bytes[bit >> 3] ?? 0) ^ (1 << (bit & 7));
  return encode(bytes);
};

describe.each(names)("%s", (name) => {
  it("accepts a valid token", async () => {
    const kind = findKind(name);
    expect((await kind.present(validToken(kind))).status).toBe(kind.success);
  });

  it("refuses a token with a flipped bit", async () => {
    const kind = findKind(name);
    const parts = validToken(kind).split(".");
    const tokens = parts.flatMap((part, index) => {
      const bits = Buffer.from(part, "base64url").length * 8;
      // All bits of short parts, an uneven sample of long ones.
      const step = bits > 300 ? 13 : 2;
      return Array.from({ length: Math.ceil(bits / step) }, (_, at) =>
        parts.with(index, flip(part, at * step)).join("."),
      );
    });
    await expectRefused(kind, tokens);
  });

  it("refuses truncated, reordered, repeated and re-encoded tokens", async () => {
    const kind = findKind(name);
    const token = validToken(kind);
    const parts = token.split(".");
    const cut = Array.from({ length: 40 }, (_, at) =>
      token.slice(0, Math.floor((token.length * at) / 40) || 1),
    );
    const last = parts.at(-1) ?? "";
    const lastButOne = String.fromCharCode((last.at(-1) ?? "A").charCodeAt(0) + 1);
    const spelled = [
      `${token}=`,
      `${token}==`,
      ` ${token}`,
      `${token} `,
      `${token}\n`,
      `${token}\t`,
      `${token}\f`,
      `${token}\0`,
      `${token}%20`,
      token.replace(".", ". "),
      token.replace(".", "\n."),
      token.replace(/[-_]/, (one) => (one === "-" ? "+" : "/")),
      `${token.slice(0, -1)}${lastButOne}`,
      `${token.slice(0, 5)}\u200b${token.slice(5)}`,
      token.replace("e", "\uff45"),
      `"${token}"`,
      `Bearer ${token}`,
    ];
    const shapes = [
      parts.toReversed().join("."),
      parts.slice(1).join("."),
      [...parts, parts[0]].join("."),
      [...parts, ""].join("."),
      ["", ...parts].join("."),
      `${parts[0]}..`,
      `${parts[0]}.${parts[1]}.`,
      `${parts[0]}..${last}`,
      `${parts[0]}.${encode("{}")}...${last}`,
      `${token}.${token}`,
      token.repeat(8),
      "x".repeat(2049),
      JSON.stringify({ protected: parts[0], payload: parts[1], signature: last }),
      JSON.stringify({
        payload: parts[1],
        signatures: [{ protected: parts[0], signature: last }],
      }),
      "null",
      "{}",
      "undefined",
    ];
    await expectRefused(kind, [...cut, ...spelled.filter((one) => one !== token), ...shapes]);
  });

  it("refuses every other algorithm in any spelling", async () => {
    const kind = findKind(name);
    const claims = () => JSON.stringify(kind.claims());
    const nones = ["none", "None", "NONE", "nOnE", "n\u043ene", "none ", "", "\u0000none"];
    const others = ["HS384", "HS512", "RS256", "RS512", "PS256", "ES256", "EdDSA", "A128KW"];
    const more = ["hs256", "Hs256", "RSA1_5", "PBES2-HS256+A128KW", "dir", "HS256", "ES256K"];
    const odd = [null, 1, true, ["HS256"], {}, undefined];
    const wrong = [...nones, ...others, ...more, ...odd].filter((alg) => alg !== kind.header.alg);
    const tokens = wrong.flatMap((alg) => {
      const header = JSON.stringify({ ...kind.header, alg });
      const signed = kind.sign(header, claims());
      const parts = signed.split(".");
      const bare = `${parts[0]}.${encode(claims())}`;
      return [signed, `${bare}.`, `${bare}.${encode("x")}`, `${bare}.${parts.at(-1)}`];
    });
    const encs = ["A128GCM", "A256CBC-HS512", "a256gcm", null, 1].map((enc) =>
      kind.sign(JSON.stringify({ ...kind.header, enc }), claims()),
    );
    await expectRefused(kind, [...tokens, ...encs]);
  });

  it("refuses headers that bring a key or change how the token is read", async () => {
    const kind = findKind(name);
    const { publicKey } = generateKeyPairSync("rsa", { modulusLength: 2048 });
    const jwk = publicKey.export({ format: "jwk" });
    const extras: Record<string, unknown>[] = [
      { jwk },
      { jku: `${sandbox.url}/keys` },
      { x5u: `${sandbox.url}/cert` },
      { x5c: ["MIIB"] },
      { x5t: "abc" },
      { "x5t#S256": "abc" },
      { crit: ["exp"] },
      { crit: [] },
      { b64: false },
      { b64: false, crit: ["b64"] },
      { zip: "DEF" },
      { p2c: 1_000_000 },
      { epk: jwk },
      { apu: "a" },
      { iv: "a" },
      { tag: "a" },
      { typ: "secevent+jwt" },
      { typ: 1 },
      { cty: "JWT" },
      { kid: 1 },
      { kid: null },
      { kid: [kind.header.kid] },
      { kid: { toString: 1 } },
      { kid: "" },
      { kid: "x".repeat(65) },
    ];
    const payload = () => JSON.stringify(kind.claims());
    const tokens = extras.map((extra) =>
      kind.sign(JSON.stringify({ ...kind.header, ...extra }), payload()),
    );
    const text = JSON.stringify(kind.header);
    const doubled = [
      text.replace("{", '{"alg":"none",'),
      text.replace(/}$/, `,"alg":${JSON.stringify(kind.header.alg)}}`),
      text.replace(/}$/, ',"__proto__":{"alg":"none"}}'),
      text.replace(/}$/, ',"constructor":1}'),
      `\ufeff${text}`,
      `[${text}]`,
      `${text}${text}`,
      `"${kind.header.alg}"`,
      "null",
    ].map((header) => kind.sign(header, payload()));
    await expectRefused(kind, [...tokens, ...doubled]);
  });

  it("refuses key ids that carry an injection", async () => {
    const kind = findKind(name);
    const kids = [
      "../../../etc/passwd",
      "..%2f..%2f",
      "/dev/null",
      "' or '1'='1",
      "x' union select '",
      "'; drop table sandbox.orders; --",
      "| whoami",
      "$(id)",
      "file:///dev/null",
      "https://evil.example/key",
      "a\u0000b",
      "a b",
      "caf\u00e9",
      "\u202e",
      "<script>",
      "%00",
      "@",
    ];
    const tokens = kids.map((kid) =>
      kind.sign(JSON.stringify({ ...kind.header, kid }), JSON.stringify(kind.claims())),
    );
    await expectRefused(kind, tokens);
    if (kind.header.kid) {
      const unknown = ["unknown", "toString", "constructor", "__proto__", undefined].map((kid) =>
        kind.sign(JSON.stringify({ ...kind.header, kid }), JSON.stringify(kind.claims())),
      );
      await expectRefused(kind, unknown);
    }
  });

  it("checks times to the second", async () => {
    const kind = findKind(name);
    const { now } = sandbox.clock;
    const leeway = 30;
    const longest = {
      sigma: 2_592_000,
      scoop: 3600,
      "basedash app": 3600,
    }[name as string];
    const most = longest ?? 86_400;
    const text = (change: Record<string, unknown>) =>
      kind.sign(JSON.stringify(kind.header), JSON.stringify(kind.claims(change)));
    const raw = (exp: string, iat = String(now)) => {
      const claims = JSON.stringify(kind.claims({ exp: "@exp", iat: "@iat" }));
      const written = claims.replace('"@exp"', exp).replace('"@iat"', iat);
      return kind.sign(JSON.stringify(kind.header), written);
    };
    const status = async (token: string) => (await kind.present(token)).status;
    expect(await status(text({ iat: now - 300, exp: now - leeway + 1 }))).toBe(kind.success);
    expect(await status(text({ iat: now + leeway, exp: now + 60 }))).toBe(kind.success);
    expect(await status(text({ iat: now, exp: now + most }))).toBe(kind.success);
    const explo = name === "explo";
    if (explo) expect(await status(raw(`${now + 10}.5`))).toBe(200);
    await expectRefused(kind, [
      text({ iat: now - 300, exp: now - leeway }),
      text({ iat: now - 300, exp: now - leeway - 1 }),
      text({ iat: now + leeway + 1, exp: now + 60 }),
      text({ iat: now, exp: now + most + 1 }),
      text({ iat: now - 1, exp: now + most }),
      text({ exp: undefined }),
      ...(explo ? [] : [text({ iat: undefined }), raw(`${now + 60}.5`)]),
      text({ exp: String(now + 60) }),
      text({ iat: String(now) }),
      text({ exp: [now + 60] }),
      text({ exp: true }),
      text({ exp: null }),
      text({ iat: null }),
      text({ iat: now, exp: now }),
      raw("1e400"),
      raw("1e300"),
      raw("-1"),
      raw("9007199254740992"),
      raw(`${now + 60}`, "-1"),
      raw(`${now + 60}`, `${now}.5`),
      raw(`${now + 60}`, "1e400"),
      raw(`${now + 60}`, "-9007199254740993"),
    ]);
  });

  it("refuses claims that are repeated, missing, unknown or of another type", async () => {
    const kind = findKind(name);
    const header = JSON.stringify(kind.header);
    const text = JSON.stringify(kind.claims());
    const required: Record<string, string[]> = {
      explo: ["cst", "dsh"],
      sigma: ["sub", "jti"],
      "holistics portal": ["object_name", "object_type", "embed_org_id"],
      "holistics dashboard": ["objects"],
      scoop: ["iss", "sub", "workspace_id", "permissions", "jti"],
      "basedash app": ["email", "orgId"],
      "basedash shared": ["dashboardLinkId"],
    };
    const wrongTypes = Object.keys(kind.claims()).flatMap((claim) =>
      [null, 0, "", true, [], {}, { $ne: null }, [[]], "\u0000", "x".repeat(1500)].map((value) => ({
        claim,
        value,
      })),
    );
    const base = kind.claims();
    // A value of the claim's own type is no forgery: an empty list, an open flag.
    const legal = ({ claim, value }: { claim: string; value: unknown }) =>
      (Array.isArray(value) && value.length === 0 && Array.isArray(base[claim])) ||
      (typeof value === "object" &&
        value !== null &&
        !Array.isArray(value) &&
        Object.keys(value).length === 0 &&
        typeof base[claim] === "object" &&
        !Array.isArray(base[claim]) &&
        claim !== "objects");
    const tokens = [
      ...Object.keys(base).map((claim) =>
        text.replace("{", `{${JSON.stringify(claim)}:${JSON.stringify(base[claim])},`),
      ),
      text.replace("{", '{"\\u0065xp":9999999999,'),
      text.replace(/}$/, ',"__proto__":{"tenant":"globex"}}'),
      text.replace(/}$/, ',"constructor":{}}'),
      text.replace(/}$/, ',"tenant":"globex"}'),
      text.replace(/}$/, ',"nbf":0}'),
      `[${text}]`,
      `${text} {}`,
      "null",
      "[]",
      '""',
      "1",
      "{",
      "",
      text.replace("{", "{/**/"),
      text.replace(/}$/, ",}"),
      text.replaceAll('"', "'"),
      ...(required[name] ?? []).map((claim) => JSON.stringify(kind.claims({ [claim]: undefined }))),
      ...wrongTypes
        .filter((one) => !legal(one))
        .map(({ claim, value }) => JSON.stringify(kind.claims({ [claim]: value }))),
    ].map((payload) => kind.sign(header, payload));
    await expectRefused(kind, tokens);
  });

  it("refuses valid tokens of every other kind", async () => {
    const kind = findKind(name);
    const others = kinds.filter((one) => one.name !== name);
    await expectRefused(
      kind,
      others.map((one) => validToken(one)),
    );
    const header = JSON.stringify(kind.header);
    const claims = JSON.stringify(kind.claims());
    // Basedash's two tokens share their organization's secret: sealing alike, they are the same.
    const foreign = others.filter((one) => one.sign(header, claims) !== kind.sign(header, claims));
    await expectRefused(
      kind,
      foreign.map((one) => one.sign(JSON.stringify(one.header), claims)),
    );
  });

  it("refuses a missing token and one that is too long", async () => {
    const kind = findKind(name);
    // Without a token some addresses do not exist at all.
    expect([401, 404]).toContain((await kind.present("")).status);
    await expectRefused(kind, ["a".repeat(2049), `${validToken(kind)}${"A".repeat(2048)}`]);
  });
});

describe("key confusion", () => {
  it("never accepts the text of a public key as an HMAC secret", async () => {
    const { scoop, curve } = sandbox.keys;
    const spellings = (pem: string) => [
      pem,
      pem.trim(),
      `${pem.trim()}\n`,
      pem.replaceAll("\n", "\r\n"),
      pem.replaceAll("\n", ""),
      pem.replace(/-----[^-]+-----|\n/g, ""),
      Buffer.from(pem.replace(/-----[^-]+-----|\n/g, ""), "base64").toString("latin1"),
      pem.replace(/-----[^-]+-----|\n/g, "").trim(),
    ];
    const rsa = findKind("scoop");
    const header = JSON.stringify({ alg: "HS256", typ: "JWT" });
    await expectRefused(
      rsa,
      spellings(scoop.publicKey).flatMap((secret) => [
        rawHs256(header, JSON.stringify(rsa.claims()), secret),
        rawHs256(JSON.stringify(rsa.header), JSON.stringify(rsa.claims()), secret),
      ]),
    );
    const dashboard = findKind("holistics dashboard");
    await expectRefused(
      dashboard,
      spellings(curve.publicKey).map((secret) =>
        rawHs256(header, JSON.stringify(dashboard.claims()), secret),
      ),
    );
  });
});

describe("tenants", () => {
  it("never lets a key or a claim open another tenant", async () => {
    const change = (name: string, ...changes: Record<string, unknown>[]) => {
      const kind = findKind(name);
      return expectRefused(
        kind,
        changes.map((one) => validToken(kind, one)),
      );
    };
    await change(
      "sigma",
      { user_attributes: { tenant: "globex", region: "All" } },
      { teams: ["acme", "globex"] },
      { teams: ["globex"] },
      { iss: "another-client" },
    );
    await change(
      "holistics portal",
      { embed_org_id: "org_globex" },
      { embed_org_id: "org_unknown" },
      { user_attributes: { tenant: ["globex"], region: "__ALL__" } },
      { user_attributes: { tenant: ["acme", "globex"], region: "__ALL__" } },
      { user_attributes: { tenant: "__ALL__", region: "__ALL__" } },
      { object_name: "other_portal" },
    );
    const row = { dataset: "sales", model: "orders", field: "tenant" };
    await change(
      "holistics dashboard",
      { objects: { dashboards: ["other_dashboard"] } },
      ...[["acme", "globex"], ["unknown"]].map((values) => ({
        permissions: { row_based: [{ path: row, operator: "is", modifier: null, values }] },
      })),
      ...["is_not", "contains"].map((operator) => ({
        permissions: { row_based: [{ path: row, operator, modifier: null, values: ["acme"] }] },
      })),
    );
    await change(
      "scoop",
      { iss: "another_app" },
      { workspace_id: "W9" },
      { workspace_id: "W2", inbox_id: "I1" },
      { permissions: [] },
      { permissions: ["query"] },
      { permissions: ["read", "admin"] },
    );
    const { otherBasedash } = sandbox.keys;
    await change("basedash app", { orgId: otherBasedash.id }, { orgId: "org_unknown" });
    await change("basedash shared", { dashboardLinkId: otherBasedash.link });
    await change("explo", { cst: "unknown" }, { dsh: "unknown" }, { iss: "https://evil.example/" });
    await change("explo", { iss: "http://localhost:3000" }, { iss: "http://localhost:3000//" });
  });
});

it("answers every forged token alike and logs the reason without the token", async () => {
  for (const kind of kinds) {
    const bad = [validToken(kind, { exp: 1 }), `${validToken(kind).slice(0, -2)}AA`, "x.y.z"];
    const pages = await Promise.all(
      bad.map(async (token) => {
        const response = await kind.present(token);
        const text = await response.text();
        return text.replace(/[0-9a-f]{8}-[0-9a-f-]{27}/g, "R").replace(/nonce="[^"]*"/g, "N");
      }),
    );
    expect(new Set(pages).size).toBe(1);
  }
  expect(sandbox.logLines.some((line) => line.includes("refused signature"))).toBe(true);
  expect(sandbox.logLines.filter((line) => /eyJ|\bsub\b|@/.test(line))).toEqual([]);
  expect(sandbox.logLines.filter((line) => line.includes("fault of the program"))).toEqual([]);
});
