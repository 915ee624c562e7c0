import { afterEach, describe, expect, it, vi } from "vitest";
import { z } from "zod";
import { capabilities, refusals } from "./contract";
import { type Case, goldenCases } from "./golden.fixtures";
import { vendors } from "./registry";

type Json = {
  type?: string;
  format?: string;
  enum?: string[];
  properties?: Record<string, Json>;
  items?: Json;
};
type Change = { path: string; value: unknown };

/** Every setting with each other value to try. */
function changesOf(schema: Json, value: unknown, path: string): Change[] {
  if (schema.properties) {
    return Object.entries(schema.properties).flatMap(([name, member]) => {
      const own = (value as Record<string, unknown> | undefined)?.[name];
      return changesOf(member, own, path ? `${path}.${name}` : name);
    });
  }
  return otherValues(schema, value).map((other) => ({ path, value: other }));
}

function otherValues(schema: Json, value: unknown): unknown[] {
  if (schema.enum) return schema.enum.filter((one) => one !== value);
  if (schema.type === "array")
    return otherValues(schema.items ?? {}, undefined).map((one) => [one]);
  if (schema.type === "object") {
    return [Object.fromEntries(Object.keys(value as object).map((key) => [key, "changed"]))];
  }
  if (schema.type === "boolean") return [value !== true];
  if (schema.type === "integer") return [(value as number) + 60];
  return [schema.format === "uri" ? "https://changed.example" : "changed"];
}

function withChange(settings: object, { path, value }: Change): object {
  const [name = "", ...rest] = path.split(".");
  const own = (settings as Record<string, unknown>)[name];
  const changed =
    rest.length === 0 ? value : withChange(own as object, { path: rest.join("."), value });
  return { ...settings, [name]: changed };
}

const capabilitySets = capabilities.map((_, last) => capabilities.slice(0, last + 1));
const key = { apiKey: { id: "id", secret: "secret" } };
const workspace = {
  tenant: { slug: "acme", name: "Acme" },
  hostOrigin: "https://host.example",
  idempotencyKey: "key",
};

/** What the vendor returns and requests for a golden's scope, with these settings. */
async function outputOf({ vendor, kind, golden, scope }: Case, settings: unknown) {
  const output: unknown[] = [vendor.origins(settings), vendor.renewal("TOKEN", scope, settings)];
  for (const set of [...capabilitySets, ["view", "edit"] as const]) {
    if (refusals(vendor, kind, set).length > 0) continue;
    const one = { ...scope, capabilities: set };
    output.push(vendor.claims(one, settings), vendor.pane("TOKEN", one, settings));
  }
  vi.stubGlobal("fetch", async (url: string, { method, body }: RequestInit) => {
    output.push([method, url, String(body)]);
    return Response.json({});
  });
  const { requestToken, provisionMember, listContent, createWorkspace } = vendor.api ?? {};
  const { claims } = golden;
  output.push(requestToken?.isEnabled(settings), provisionMember?.isEnabled(settings));
  // The empty responses make the calls fail; what counts is what they request.
  await Promise.allSettled([
    requestToken?.send({ ...key, settings, claims, seconds: 60 }),
    provisionMember?.send({ ...key, settings, claims, mapping: scope.mapping }),
    listContent?.({ ...key, settings }),
    createWorkspace?.({ ...key, ...workspace, settings }),
  ]);
  return JSON.stringify(output);
}

afterEach(() => vi.unstubAllGlobals());

describe.each(vendors)("$label", (vendor) => {
  const cases = goldenCases.filter((one) => one.vendor === vendor);
  const schema = z.toJSONSchema(vendor.settings, { io: "input" }) as Json;
  const changes = changesOf(schema, cases[0]?.settings, "");

  it("returns the same for the same settings", async () => {
    for (const one of cases) {
      expect(await outputOf(one, one.settings)).toBe(await outputOf(one, one.settings));
    }
  });

  it.each([...new Set(changes.map(({ path }) => path))])("%s changes the output", async (path) => {
    for (const change of changes.filter((each) => each.path === path)) {
      for (const one of cases) {
        const changed = vendor.settings.parse(withChange(one.settings as object, change));
        if ((await outputOf(one, changed)) !== (await outputOf(one, one.settings))) return;
      }
    }
    expect.unreachable(`${path} has no effect`);
  });
});
