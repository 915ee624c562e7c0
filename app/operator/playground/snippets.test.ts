// The code that an operator copies runs as it is, and the vendor accepts the token it creates.
import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { SignedIn } from "@/lib/auth/session";
import { previewForPlayground } from "@/lib/embed/preview-embed";
import { openSandboxWorld, type SandboxWorld } from "@/lib/testing/accounts";
import { hasDatabase } from "@/lib/testing/environment";
import { makePerson, type Person } from "@/lib/testing/fixtures";
import { hasSandbox, type RunningSandbox, startSandbox } from "@/lib/testing/sandbox";
import { describePreview } from "./describe";
import { Expression, toSource } from "./source-literal";

const root = fileURLToPath(new URL("../../..", import.meta.url));
// The system's own, which has the packages python3-jwt and python3-cryptography.
const python = "/usr/bin/python3";
const hasPython =
  spawnSync(python, ["-c", "import jwt, cryptography"], { stdio: "ignore" }).status === 0;

describe("source text", () => {
  const value = { a: [true, null], b: { c: "d\"'\n" }, now: new Expression("now()", "time()") };
  it("is JSON with expressions for TypeScript", () => {
    expect(toSource(value, "typescript")).toBe(
      '{\n  "a": [true, null],\n  "b": {\n    "c": "d\\"\'\\n",\n  },\n  "now": now(),\n}',
    );
  });
  it("is literals for Python", () => {
    expect(toSource(value, "python")).toContain('"a": [True, None],');
    expect(toSource(value, "python")).toContain('"now": time(),');
    expect(toSource({}, "python")).toBe("{}");
  });
});

describe.skipIf(!hasDatabase || !hasSandbox)("code snippets", () => {
  let sandbox: RunningSandbox;
  let world: SandboxWorld;
  let person: Person;
  let operator: SignedIn;
  // Inside the project, so that the code finds its packages.
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
  const preview = async (vendor: Vendor, at = 0) =>
    describePreview(
      await previewForPlayground(operator, {
        tenant: world.tenant.slug,
        email: person.email,
        dashboard: slugOf(vendor, at),
        scheme: "light",
      }),
    );

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
      const { snippets, pane } = await preview(vendor);
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

  it("differ for a frame, an element and a component", async () => {
    const [frame, element, component] = await Promise.all([
      preview("sigma"),
      preview("explo", 1),
      preview("scoop"),
    ]);
    expect(frame.snippets[0]?.code).toMatch(/^<iframe\n {2}src="http:\/\/127\.0\.0\.1[^"]*:jwt=ey/);
    expect(frame.snippets[0]?.code).not.toMatch(/&(?!amp;|quot;|lt;)/);
    expect(element.snippets[0]?.code).toContain("<explo-dashboard");
    expect(component.snippets[1]?.code).toContain("<ScoopCanvas token={token}");
  });
});
