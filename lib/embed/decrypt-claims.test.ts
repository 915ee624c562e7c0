import { randomUUID } from "node:crypto";
import { describe, expect, it } from "vitest";
import { findLiveSession } from "@/lib/auth/session";
import { db } from "@/lib/db";
import { findViewer, type Viewer } from "@/lib/tenants/require-viewer";
import { hasDatabase } from "@/lib/testing/environment";
import { grant, makePerson, makeWorld, type Person, type World } from "@/lib/testing/fixtures";
import { canHavePanel, savePanel, seesPanel } from "@/lib/users/developer-panel";
import { encrypt } from "@/lib/vault/vault";
import { decryptClaims, decryptRequestSchema } from "./decrypt-claims";
import { mintEmbed } from "./mint-embed";

/** The world's dashboard, at a vendor whose tokens are encrypted. */
async function makeEncryptedWorld(): Promise<World> {
  const world = await makeWorld();
  const { connection, credential, tenant, dashboard } = world;
  const belonging = { connectionId: connection.id, tenantId: null, kid: credential.kid };
  const settings = {
    appUrl: "https://app.explo.co",
    scriptUrl: "https://embed.explo.co/bundle.js",
  };
  await db().embedConnection.update({
    where: { id: connection.id },
    data: { vendor: "explo", settings },
  });
  await db().embedCredential.update({
    where: { id: credential.id },
    data: {
      algorithm: "dir+A256GCM",
      encryptedSecret: encrypt("an Explo embed secret of 32 byte", belonging),
    },
  });
  await db().tenantMapping.updateMany({
    where: { connectionId: connection.id },
    data: { names: { customer: tenant.slug } },
  });
  await db().dashboard.update({ where: { id: dashboard.id }, data: { kind: "dashboard" } });
  await grant(world);
  return world;
}

async function viewerOf({ sessionId }: Person, { tenant }: World): Promise<Viewer> {
  const session = await findLiveSession(sessionId);
  const viewer = session && (await findViewer(session, tenant.slug));
  if (!viewer) throw new Error("no viewer");
  return viewer;
}

async function switchOn(person: Person): Promise<void> {
  await db().user.update({ where: { id: person.id }, data: { developerPanel: true } });
}

async function mintFor({ sessionId }: Person, { tenant, dashboard }: World) {
  const request = { sessionId, tenant: tenant.slug, dashboard: dashboard.slug };
  const { mint } = await mintEmbed({ ...request, requestId: randomUUID(), scheme: "light" });
  const token = mint.pane.kind === "frame" ? mint.pane.src.split("/")[4] : "";
  return decryptRequestSchema.parse({ id: mint.id, token: token?.split("?")[0] });
}

describe.skipIf(!hasDatabase)("decrypting claims", () => {
  it("shows an owner with the panel the claims of their own token", async () => {
    const world = await makeEncryptedWorld();
    const owner = await makePerson(world.tenant.id, { role: "owner" });
    await switchOn(owner);
    const minted = await mintFor(owner, world);
    const result = await decryptClaims(await viewerOf(owner, world), world.dashboard.slug, minted);
    expect(Object.keys(result)).toEqual(["claims"]);
    expect(result.claims).toMatchObject({ cst: world.tenant.slug, dsh: "Sales-wb01" });
  });

  it("is refused without the panel, and to a member", async () => {
    const world = await makeEncryptedWorld();
    const plain = await makePerson(world.tenant.id, { role: "owner" });
    const member = await makePerson(world.tenant.id);
    await switchOn(member);
    for (const person of [plain, member]) {
      const minted = await mintFor(person, world);
      const viewer = await viewerOf(person, world);
      await expect(decryptClaims(viewer, world.dashboard.slug, minted)).rejects.toThrow(
        "not_allowed",
      );
    }
  });

  it("is refused for another person's token, another mint's, and one that was changed", async () => {
    const [world, elsewhere] = [await makeEncryptedWorld(), await makeEncryptedWorld()];
    const owner = await makePerson(world.tenant.id, { role: "owner" });
    const other = await makePerson(world.tenant.id, { role: "owner" });
    for (const person of [owner, other]) await switchOn(person);
    const [mine, theirs] = [await mintFor(owner, world), await mintFor(other, world)];
    const viewer = await viewerOf(owner, world);
    const { slug } = world.dashboard;
    const changed = `${mine.token.slice(0, -4)}AAAA`;
    for (const minted of [
      theirs,
      { id: "0".repeat(32), token: mine.token },
      { id: mine.id, token: changed },
    ]) {
      await expect(decryptClaims(viewer, slug, minted)).rejects.toThrow("not_found");
    }
    await expect(decryptClaims(viewer, elsewhere.dashboard.slug, mine)).rejects.toThrow(
      "not_found",
    );
    await db().grant.deleteMany({ where: { dashboardId: world.dashboard.id } });
    await expect(decryptClaims(viewer, slug, mine)).rejects.toThrow("not_found");
  });

  it("finds nothing where tokens are only signed", async () => {
    const world = await makeWorld();
    const owner = await makePerson(world.tenant.id, { role: "owner" });
    await switchOn(owner);
    await grant(world);
    const { mint } = await mintEmbed({
      sessionId: owner.sessionId,
      tenant: world.tenant.slug,
      dashboard: world.dashboard.slug,
      requestId: randomUUID(),
      scheme: "light",
    });
    const other = { id: mint.id, token: "eyJ..a.b.c" };
    const viewer = await viewerOf(owner, world);
    await expect(decryptClaims(viewer, world.dashboard.slug, other)).rejects.toThrow("not_found");
  });
});

describe.skipIf(!hasDatabase)("the developer panel", () => {
  it("is offered to operators and owners, and works only where the person is an owner", async () => {
    const [own, other] = [await makeWorld(), await makeWorld()];
    const owner = await makePerson(own.tenant.id, { role: "owner" });
    const admin = await makePerson(own.tenant.id, { role: "admin" });
    await db().membership.create({ data: { tenantId: other.tenant.id, userId: owner.id } });
    const userOf = async (person: Person, world: World) => (await viewerOf(person, world)).user;
    expect(await canHavePanel(await userOf(owner, own))).toBe(true);
    expect(await canHavePanel(await userOf(admin, own))).toBe(false);
    expect(await savePanel(await userOf(admin, own), true)).toBe(false);
    expect(await savePanel(await userOf(owner, own), true)).toBe(true);
    expect(seesPanel(await viewerOf(owner, own))).toBe(true);
    expect(seesPanel(await viewerOf(owner, other))).toBe(false);
    await db().user.update({ where: { id: admin.id }, data: { isOperator: true } });
    expect(await savePanel(await userOf(admin, own), true)).toBe(true);
    expect(seesPanel(await viewerOf(admin, own))).toBe(true);
    expect(await savePanel(await userOf(admin, own), false)).toBe(true);
    expect(seesPanel(await viewerOf(admin, own))).toBe(false);
  });
});
