// Forged, malformed and misplaced tokens: every one is refused with a plain 401, at every door.
import { generateKeyPairSync } from "node:crypto";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Dialect, dialectsOf, goodToken } from "../testing/dialects";
import { openStand, type Stand } from "../testing/stand";
import { encode, rawHs256 } from "../testing/tokens";

let stand: Stand;
let dialects: Dialect[];
let tried = 0;

beforeAll(async () => {
  stand = await openStand({ rows: 60 });
  dialects = dialectsOf(stand);
});
afterAll(async () => {
  console.log(`forged tokens tried: ${tried}`);
  await stand.close();
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

function dialectOf(name: string): Dialect {
  const found = dialects.find((dialect) => dialect.name === name);
  if (!found) throw new Error(`no dialect ${name}`);
  return found;
}

/** Presents all of them, a few at a time, and expects nothing but 401. */
async function expectRefused(dialect: Dialect, tokens: string[]): Promise<void> {
  const unexpected: string[] = [];
  const left = [...tokens];
  const work = async () => {
    for (let token = left.pop(); token !== undefined; token = left.pop()) {
      tried += 1;
      const answer = await dialect.present(token);
      const body = await answer.text();
      if (answer.status !== 401 || body.includes("boot")) {
        unexpected.push(`${answer.status} ${token.slice(0, 200)}`);
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
  it("takes its own good token", async () => {
    const dialect = dialectOf(name);
    expect((await dialect.present(goodToken(dialect))).status).toBe(dialect.success);
  });

  it("refuses flipped bits", async () => {
    const dialect = dialectOf(name);
    const parts = goodToken(dialect).split(".");
    const tokens = parts.flatMap((part, index) => {
      const bits = Buffer.from(part, "base64url").length * 8;
      // All bits of short parts, an uneven sample of long ones.
      const step = bits > 300 ? 13 : 2;
      return Array.from({ length: Math.ceil(bits / step) }, (_, at) =>
        parts.with(index, flip(part, at * step)).join("."),
      );
    });
    await expectRefused(dialect, tokens);
  });

  it("refuses truncated, swapped, doubled and re-spelled tokens", async () => {
    const dialect = dialectOf(name);
    const token = goodToken(dialect);
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
    await expectRefused(dialect, [...cut, ...spelled.filter((one) => one !== token), ...shapes]);
  });

  it("refuses every other algorithm, however it is written", async () => {
    const dialect = dialectOf(name);
    const claims = () => JSON.stringify(dialect.claims());
    const nones = ["none", "None", "NONE", "nOnE", "n\u043ene", "none ", "", "\u0000none"];
    const others = ["HS384", "HS512", "RS256", "RS512", "PS256", "ES256", "EdDSA", "A128KW"];
    const more = ["hs256", "Hs256", "RSA1_5", "PBES2-HS256+A128KW", "dir", "HS256", "ES256K"];
    const odd = [null, 1, true, ["HS256"], {}, undefined];
    const wrong = [...nones, ...others, ...more, ...odd].filter(
      (alg) => alg !== dialect.header.alg,
    );
    const tokens = wrong.flatMap((alg) => {
      const header = JSON.stringify({ ...dialect.header, alg });
      const sealed = dialect.seal(header, claims());
      const parts = sealed.split(".");
      const bare = `${parts[0]}.${encode(claims())}`;
      return [sealed, `${bare}.`, `${bare}.${encode("x")}`, `${bare}.${parts.at(-1)}`];
    });
    const encs = ["A128GCM", "A256CBC-HS512", "a256gcm", null, 1].map((enc) =>
      dialect.seal(JSON.stringify({ ...dialect.header, enc }), claims()),
    );
    await expectRefused(dialect, [...tokens, ...encs]);
  });

  it("refuses headers that bring a key along or change how the rest is read", async () => {
    const dialect = dialectOf(name);
    const { publicKey } = generateKeyPairSync("rsa", { modulusLength: 2048 });
    const jwk = publicKey.export({ format: "jwk" });
    const extras: Record<string, unknown>[] = [
      { jwk },
      { jku: `${stand.url}/keys` },
      { x5u: `${stand.url}/cert` },
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
      { kid: [dialect.header.kid] },
      { kid: { toString: 1 } },
      { kid: "" },
      { kid: "x".repeat(65) },
    ];
    const payload = () => JSON.stringify(dialect.claims());
    const tokens = extras.map((extra) =>
      dialect.seal(JSON.stringify({ ...dialect.header, ...extra }), payload()),
    );
    const text = JSON.stringify(dialect.header);
    const doubled = [
      text.replace("{", '{"alg":"none",'),
      text.replace(/}$/, `,"alg":${JSON.stringify(dialect.header.alg)}}`),
      text.replace(/}$/, ',"__proto__":{"alg":"none"}}'),
      text.replace(/}$/, ',"constructor":1}'),
      `\ufeff${text}`,
      `[${text}]`,
      `${text}${text}`,
      `"${dialect.header.alg}"`,
      "null",
    ].map((header) => dialect.seal(header, payload()));
    await expectRefused(dialect, [...tokens, ...doubled]);
  });

  it("refuses naughty key ids", async () => {
    const dialect = dialectOf(name);
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
      dialect.seal(JSON.stringify({ ...dialect.header, kid }), JSON.stringify(dialect.claims())),
    );
    await expectRefused(dialect, tokens);
    if (dialect.header.kid) {
      const unknown = ["unknown", "toString", "constructor", "__proto__", undefined].map((kid) =>
        dialect.seal(JSON.stringify({ ...dialect.header, kid }), JSON.stringify(dialect.claims())),
      );
      await expectRefused(dialect, unknown);
    }
  });

  it("judges times to the second", async () => {
    const dialect = dialectOf(name);
    const { now } = stand.clock;
    const leeway = 30;
    const longest = {
      sigma: 2_592_000,
      scoop: 3600,
      "basedash app": 3600,
    }[name as string];
    const most = longest ?? 86_400;
    const text = (change: Record<string, unknown>) =>
      dialect.seal(JSON.stringify(dialect.header), JSON.stringify(dialect.claims(change)));
    const raw = (exp: string, iat = String(now)) => {
      const claims = JSON.stringify(dialect.claims({ exp: "@exp", iat: "@iat" }));
      const written = claims.replace('"@exp"', exp).replace('"@iat"', iat);
      return dialect.seal(JSON.stringify(dialect.header), written);
    };
    const status = async (token: string) => (await dialect.present(token)).status;
    expect(await status(text({ iat: now - 300, exp: now - leeway + 1 }))).toBe(dialect.success);
    expect(await status(text({ iat: now + leeway, exp: now + 60 }))).toBe(dialect.success);
    expect(await status(text({ iat: now, exp: now + most }))).toBe(dialect.success);
    const explo = name === "explo";
    if (explo) expect(await status(raw(`${now + 10}.5`))).toBe(200);
    await expectRefused(dialect, [
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

  it("refuses claims that are doubled, missing, foreign or of another type", async () => {
    const dialect = dialectOf(name);
    const header = JSON.stringify(dialect.header);
    const text = JSON.stringify(dialect.claims());
    const required: Record<string, string[]> = {
      explo: ["cst", "dsh"],
      sigma: ["sub", "jti"],
      "holistics portal": ["object_name", "object_type", "embed_org_id"],
      "holistics dashboard": ["objects"],
      scoop: ["iss", "sub", "workspace_id", "permissions", "jti"],
      "basedash app": ["email", "orgId"],
      "basedash shared": ["dashboardLinkId"],
    };
    const wrongTypes = Object.keys(dialect.claims()).flatMap((claim) =>
      [null, 0, "", true, [], {}, { $ne: null }, [[]], "\u0000", "x".repeat(1500)].map((value) => ({
        claim,
        value,
      })),
    );
    const base = dialect.claims();
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
      ...(required[name] ?? []).map((claim) =>
        JSON.stringify(dialect.claims({ [claim]: undefined })),
      ),
      ...wrongTypes
        .filter((one) => !legal(one))
        .map(({ claim, value }) => JSON.stringify(dialect.claims({ [claim]: value }))),
    ].map((payload) => dialect.seal(header, payload));
    await expectRefused(dialect, tokens);
  });

  it("refuses the good tokens of every other kind", async () => {
    const dialect = dialectOf(name);
    const others = dialects.filter((one) => one.name !== name);
    await expectRefused(
      dialect,
      others.map((one) => goodToken(one)),
    );
    const header = JSON.stringify(dialect.header);
    const claims = JSON.stringify(dialect.claims());
    // Basedash's two tokens share their organization's secret: sealing alike, they are the same.
    const foreign = others.filter(
      (one) => one.seal(header, claims) !== dialect.seal(header, claims),
    );
    await expectRefused(
      dialect,
      foreign.map((one) => one.seal(JSON.stringify(one.header), claims)),
    );
  });

  it("refuses no token, and one that is too long", async () => {
    const dialect = dialectOf(name);
    // Without a token some addresses do not exist at all.
    expect([401, 404]).toContain((await dialect.present("")).status);
    await expectRefused(dialect, ["a".repeat(2049), `${goodToken(dialect)}${"A".repeat(2048)}`]);
  });
});

describe("key confusion", () => {
  it("never takes a public key's text as an HMAC secret", async () => {
    const { scoop, curve } = stand.keys;
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
    const rsa = dialectOf("scoop");
    const header = JSON.stringify({ alg: "HS256", typ: "JWT" });
    await expectRefused(
      rsa,
      spellings(scoop.publicKey).flatMap((secret) => [
        rawHs256(header, JSON.stringify(rsa.claims()), secret),
        rawHs256(JSON.stringify(rsa.header), JSON.stringify(rsa.claims()), secret),
      ]),
    );
    const dashboard = dialectOf("holistics dashboard");
    await expectRefused(
      dashboard,
      spellings(curve.publicKey).map((secret) =>
        rawHs256(header, JSON.stringify(dashboard.claims()), secret),
      ),
    );
  });
});

describe("tenants", () => {
  it("never lets a key or a claim speak for another tenant", async () => {
    const change = (name: string, ...changes: Record<string, unknown>[]) => {
      const dialect = dialectOf(name);
      return expectRefused(
        dialect,
        changes.map((one) => goodToken(dialect, one)),
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
    const { otherBasedash } = stand.keys;
    await change("basedash app", { orgId: otherBasedash.id }, { orgId: "org_unknown" });
    await change("basedash shared", { dashboardLinkId: otherBasedash.link });
    await change("explo", { cst: "unknown" }, { dsh: "unknown" }, { iss: "https://evil.example/" });
    await change("explo", { iss: "http://localhost:3000" }, { iss: "http://localhost:3000//" });
  });
});

it("says the same to every forged token, and the reason only to its log", async () => {
  for (const dialect of dialects) {
    const bad = [goodToken(dialect, { exp: 1 }), `${goodToken(dialect).slice(0, -2)}AA`, "x.y.z"];
    const pages = await Promise.all(
      bad.map(async (token) => {
        const answer = await dialect.present(token);
        const text = await answer.text();
        return text.replace(/[0-9a-f]{8}-[0-9a-f-]{27}/g, "R").replace(/nonce="[^"]*"/g, "N");
      }),
    );
    expect(new Set(pages).size).toBe(1);
  }
  expect(stand.lines.some((line) => line.includes("refused signature"))).toBe(true);
  expect(stand.lines.filter((line) => /eyJ|\bsub\b|@/.test(line))).toEqual([]);
  expect(stand.lines.filter((line) => line.includes("fault of the program"))).toEqual([]);
});
