import { randomBytes, randomUUID } from "node:crypto";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { applyConnectionFile } from "@/lib/connections/connection-file";
import { db } from "@/lib/db";
import { mintEmbed } from "@/lib/embed/mint-embed";
import { openSandboxWorld, rsaPair, type SandboxWorld } from "@/lib/testing/accounts";
import { hasDatabase } from "@/lib/testing/environment";
import { makePerson, type Person } from "@/lib/testing/fixtures";
import { hasSandbox, type RunningSandbox, startSandbox } from "@/lib/testing/sandbox";
import type { PrismaClient } from "../generated/prisma/client";
import { rotateVault } from "./rotate";
import { isStale } from "./vault";

const vaultKeys = vi.hoisted(() => ({}) as { VAULT_KEY?: string; VAULT_KEYS_OLD?: string[] });
vi.mock("@/lib/env", async (original) => {
  const real = (await original()) as typeof import("@/lib/env");
  // Many mints of one person within a minute: the limit is another test's business.
  return {
    ...real,
    env: () => ({ ...real.env(), MINT_LIMIT_PER_MINUTE: 1_000_000, ...vaultKeys }),
  };
});

describe.skipIf(!hasDatabase || !hasSandbox)("rotation", () => {
  let sandbox: RunningSandbox;
  let world: SandboxWorld;
  let person: Person;
  beforeAll(async () => {
    sandbox = await startSandbox();
    world = await openSandboxWorld(sandbox);
    person = await makePerson(world.tenant.id);
  }, 120_000);
  afterAll(() => sandbox?.stop());

  /** The database with this world's credentials only: other tests have theirs under their own key. */
  const own = (intercept: () => void = () => {}) => {
    const mine = { connectionId: { in: Object.values(world.connectionIds) } };
    return db().$extends({
      query: {
        embedCredential: {
          findMany: ({ args, query }) => query({ ...args, where: mine }),
          updateMany: ({ args, query }) => {
            intercept();
            return query(args);
          },
        },
      },
    }) as unknown as PrismaClient;
  };

  /** Mints for one vendor's dashboard and hands the token to the sandbox: the status it answers. */
  const open = async (vendor: "sigma" | "scoop"): Promise<number> => {
    const dashboard = world.accounts[vendor].file.dashboards[0]?.slug ?? "";
    const { mint } = await mintEmbed({
      ...{ sessionId: person.sessionId, tenant: world.tenant.slug, dashboard },
      ...{ requestId: randomUUID(), scheme: "light" },
    });
    const { pane } = mint;
    if (pane.kind === "frame") return sandbox.load(pane.src);
    return pane.kind === "component"
      ? sandbox.exchange(pane.props.token ?? "", pane.props.canvasId ?? "")
      : 0;
  };

  /** Opens dashboards, four at a time, while `work` runs and until at least `least` were opened. */
  const underLoad = async (
    least: number,
    work: (opensMore: () => Promise<void>) => Promise<void>,
  ) => {
    const answers: Record<number, number> = {};
    let working = true;
    let opened = 0;
    const openRepeatedly = async (vendor: "sigma" | "scoop") => {
      while (working || opened < least) {
        opened += 1;
        const status = await open(vendor);
        answers[status] = (answers[status] ?? 0) + 1;
      }
    };
    const opensMore = async () => {
      const target = opened + 20;
      await vi.waitUntil(() => opened >= target, { timeout: 30_000 });
    };
    const loops = Promise.all((["sigma", "scoop", "sigma", "scoop"] as const).map(openRepeatedly));
    const stop = () => {
      working = false;
    };
    await Promise.all([loops, work(opensMore).finally(stop)]);
    return { opened, answers };
  };

  const change = (vendor: "sigma" | "scoop", kid: string, algorithm: string, secret: string) => {
    const { file } = world.accounts[vendor];
    const credentials = [{ kid, algorithm, secretFile: kid }];
    return applyConnectionFile(db(), { ...file, credentials }, () => secret, true);
  };

  it("accepts every token while the vault key, a shared secret and a key pair are rotated", async () => {
    const sigma = `/sigma/admin/organizations/org-${world.mark}`;
    const { opened, answers } = await underLoad(400, async (opensMore) => {
      await opensMore();
      // Both vault keys decrypt, then all rows move, then only the new key is left.
      const { env } = await import("@/lib/env");
      const former = env().VAULT_KEY;
      Object.assign(vaultKeys, {
        ...{ VAULT_KEY: randomBytes(32).toString("base64"), VAULT_KEYS_OLD: [former] },
      });
      await opensMore();
      const rotated = await rotateVault(own());
      expect(rotated).toEqual({ moved: 5, current: 0, lost: [] });
      expect(await rotateVault(own())).toEqual({ moved: 0, current: 5, lost: [] });
      const rows = await db().embedCredential.findMany({
        where: { connectionId: { in: Object.values(world.connectionIds) } },
      });
      expect(rows.filter((row) => isStale(row.encryptedSecret))).toEqual([]);
      vaultKeys.VAULT_KEYS_OLD = [];
      await opensMore();
      // The vendor accepts both shared secrets; the host signs with the new one at once.
      const made = await sandbox.admin<{ clientId: string; secret: string }>(
        "POST",
        `${sigma}/credentials`,
      );
      await change("sigma", made.clientId, "HS256", made.secret);
      // The public half of a new pair must be at the vendor first.
      const pair = rsaPair();
      const key = { publicKey: pair.publicKey };
      await sandbox.admin("POST", `/scoop/admin/apps/app-${world.mark}/keys`, key);
      await change("scoop", `scoop-${world.mark}-2`, "RS256", pair.privateKey);
      await opensMore();
    });
    console.log(`rotation under load: ${opened} tokens, answers ${JSON.stringify(answers)}`);
    expect(opened).toBeGreaterThanOrEqual(400);
    expect(answers).toEqual({ 200: opened });
    const used = await db().auditEvent.findMany({
      where: { userId: person.id, outcome: "allowed" },
      distinct: ["kid"],
      select: { kid: true },
    });
    expect(used).toHaveLength(4);
  }, 120_000);

  it("refuses the former key's tokens once it is removed at the vendor", async () => {
    const dashboard = world.accounts.sigma.file.dashboards[0]?.slug ?? "";
    const { mint } = await mintEmbed({
      ...{ sessionId: person.sessionId, tenant: world.tenant.slug, dashboard },
      ...{ requestId: randomUUID(), scheme: "light" },
    });
    const row = await db().embedCredential.findFirstOrThrow({
      where: { connectionId: world.connectionIds.sigma },
      orderBy: { createdAt: "desc" },
    });
    await sandbox.admin("DELETE", `/sigma/admin/keys/${row.kid}`);
    await db().embedCredential.update({ where: { id: row.id }, data: { state: "retired" } });
    expect(mint.pane.kind === "frame" && (await sandbox.load(mint.pane.src))).toBe(401);
    // The other key, still active, signs from now on.
    expect(await open("sigma")).toBe(200);
  });

  it("resumes after a run was killed", async () => {
    const rows = await db().embedCredential.findMany({
      select: { id: true, encryptedSecret: true },
    });
    const { env } = await import("@/lib/env");
    const former = env().VAULT_KEY;
    Object.assign(vaultKeys, {
      ...{ VAULT_KEY: randomBytes(32).toString("base64"), VAULT_KEYS_OLD: [former] },
    });
    let done = 0;
    const dying = own(() => {
      done += 1;
      if (done === 3) throw new Error("killed");
    });
    await expect(rotateVault(dying)).rejects.toThrow("killed");
    expect(await open("scoop")).toBe(200);
    expect(await rotateVault(own())).toMatchObject({ moved: 5, current: 2 });
    const after = await db().embedCredential.findMany({
      where: { connectionId: { in: Object.values(world.connectionIds) } },
    });
    expect(after.filter((row) => isStale(row.encryptedSecret))).toEqual([]);
    expect(
      after.some((row) => rows.some((old) => old.encryptedSecret === row.encryptedSecret)),
    ).toBe(false);
    expect(await open("sigma")).toBe(200);
  });
});
