// What an operator copies out of the playground runs as it is, and the vendor takes what it makes.
import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { Expression, write } from "@/app/operator/playground/source-literal";
import type { SignedIn } from "@/lib/auth/session";
import { db } from "@/lib/db";
import { openSandboxWorld, type SandboxWorld } from "@/lib/testing/accounts";
import { hasDatabase } from "@/lib/testing/environment";
import { makePerson, type Person } from "@/lib/testing/fixtures";
import { hasSandbox, type RunningSandbox, startSandbox } from "@/lib/testing/sandbox";
import { viewAs } from "./preview-embed";

const root = fileURLToPath(new URL("../..", import.meta.url));
// Debian's own, whose packages python3-jwt and python3-cryptography are the ones meant.
const python = "/usr/bin/python3";
const hasPython =
  spawnSync(python, ["-c", "import jwt, cryptography"], { stdio: "ignore" }).status === 0;

describe("source text", () => {
  const value = { a: [true, null], b: { c: "d\"'\n" }, now: new Expression("now()", "time()") };
  it("is JSON with expressions for TypeScript", () => {
    expect(write(value, "typescript")).toBe(
      '{\n  "a": [true, null],\n  "b": {\n    "c": "d\\"\'\\n",\n  },\n  "now": now(),\n}',
    );
  });
  it("is literals for Python", () => {
    expect(write(value, "python")).toContain('"a": [True, None],');
    expect(write(value, "python")).toContain('"now": time(),');
    expect(write({}, "python")).toBe("{}");
  });
});

describe.skipIf(!hasDatabase || !hasSandbox)("the playground", () => {
  let sandbox: RunningSandbox;
  let world: SandboxWorld;
  let person: Person;
  let operator: SignedIn;
  // Below the root, so that what is pasted there finds its packages.
  const folder = mkdtempSync(join(root, ".data-snippets-"));
  beforeAll(async () => {
    sandbox = await startSandbox();
    world = await openSandboxWorld(sandbox);
    person = await makePerson(world.tenant.id);
    const { id, email } = await makePerson();
    operator = { sessionId: "", user: { id, email } } as unknown as SignedIn;
  }, 120_000);
  afterAll(async () => {
    rmSync(folder, { recursive: true, force: true });
    await sandbox?.stop();
  });

  type Vendor = keyof SandboxWorld["accounts"];
  const slugOf = (vendor: Vendor, at = 0) => world.accounts[vendor].file.dashboards[at]?.slug ?? "";
  const view = (vendor: Vendor, at = 0, email = person.email) =>
    viewAs(operator, {
      ...{ tenant: world.tenant.slug, email, dashboard: slugOf(vendor, at), scheme: "light" },
    });

  const run = (vendor: Vendor, id: "typescript" | "python", code: string): string => {
    const file = join(folder, `${vendor}.${id === "python" ? "py" : "mts"}`);
    writeFileSync(file, code);
    const secret = Object.values(world.accounts[vendor].secrets)[0] ?? "";
    const env = { ...process.env, EMBED_SECRET: secret };
    const [program, args] =
      id === "python" ? [python, [file]] : [process.execPath, ["--import", "tsx", file]];
    const { status, stdout, stderr } = spawnSync(program, args, {
      env,
      cwd: root,
      encoding: "utf8",
    });
    expect(stderr).toBe("");
    expect(status).toBe(0);
    return stdout.trim();
  };

  const cases = (["explo", "sigma", "holistics", "scoop", "basedash"] as const).flatMap((vendor) =>
    (["typescript", "python"] as const).map((language) => ({ vendor, language })),
  );
  for (const { vendor, language } of cases) {
    const skipped = language === "python" && !hasPython;
    const name = `${language} for ${vendor} runs as pasted, and is accepted`;
    it.skipIf(skipped)(skipped ? `${name} (python3-jwt is not installed)` : name, async () => {
      const { snippets, pane } = await view(vendor);
      const code = snippets.find(({ id }) => id === language)?.code ?? "";
      const printed = run(vendor, language, code);
      const status =
        pane?.kind === "frame"
          ? await sandbox.load(printed)
          : await sandbox.exchange(
              printed,
              (pane?.kind === "component" && pane.props.canvasId) || "",
            );
      expect(status).toBe(vendor === "basedash" ? 303 : 200);
      const secret = Object.values(world.accounts[vendor].secrets)[0] ?? "";
      expect(code).not.toContain(secret.slice(0, 20));
    });
  }

  it("shows what the token says, also where it is encrypted, for a minute at most", async () => {
    const { token } = await view("explo");
    expect(token?.header).toMatchObject({ alg: "dir", enc: "A256GCM" });
    expect(token?.claims).toMatchObject({ cst: world.tenant.slug, dsh: "exd" });
    const { iat, exp } = token?.claims ?? {};
    expect(Number(exp) - Number(iat)).toBeLessThanOrEqual(60);
    expect(token?.seconds).toBeLessThanOrEqual(60);
  });

  it("gives a frame, an element and a component each their own snippet", async () => {
    const [frame, element, component] = await Promise.all([
      view("sigma"),
      view("explo", 1),
      view("scoop"),
    ]);
    expect(frame.snippets[0]?.code).toMatch(/^<iframe\n {2}src="http:\/\/127\.0\.0\.1[^"]*:jwt=ey/);
    expect(frame.snippets[0]?.code).not.toMatch(/&(?!amp;|quot;|lt;)/);
    expect(element.snippets[0]?.code).toContain("<explo-dashboard");
    expect(component.snippets[1]?.code).toContain("<ScoopCanvas token={token}");
  });

  it("says why somebody may not, leaves a row under the operator, and counts nothing for the person", async () => {
    const stranger = await makePerson();
    const seen = await view("sigma", 0, stranger.email);
    expect(seen).toMatchObject({ allowed: false, token: null, pane: null, snippets: [] });
    expect(seen.reasons.map(({ holds }) => holds)).toEqual([true, false]);
    expect(seen.reasons.at(-1)?.sentence).toContain("no living membership");
    const row = await db().auditEvent.findFirst({
      where: { userId: operator.user.id, outcome: "refused" },
      orderBy: { at: "desc" },
    });
    expect(row).toMatchObject({ action: "playground.view-as", email: operator.user.email });
    expect(row?.detail).toMatchObject({ person: stranger.email });
    expect(await db().rateLimit.count({ where: { key: { contains: person.id } } })).toBe(0);
    expect(await db().auditEvent.count({ where: { userId: person.id } })).toBe(0);
  });

  it.each([
    [
      "the grant",
      () => db().grant.deleteMany({ where: { tenantId: world.tenant.id } }),
      /Nobody has granted/,
    ],
  ] as const)("follows %s", async (_, take, sentence) => {
    await take();
    expect((await view("holistics")).reasons.at(-1)).toMatchObject({
      ...{ holds: false, sentence: expect.stringMatching(sentence) },
    });
  });

  it("names the field of what does not exist", async () => {
    const asked = { tenant: "nowhere", email: "nobody@x.example", dashboard: "nothing" };
    await expect(viewAs(operator, { ...asked, scheme: "light" })).rejects.toMatchObject({
      fields: {
        tenant: expect.any(String),
        email: expect.any(String),
        dashboard: expect.any(String),
      },
    });
  });
});
