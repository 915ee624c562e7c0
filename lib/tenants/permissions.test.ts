import { beforeAll, describe, expect, it } from "vitest";
import { findLiveSession } from "@/lib/auth/session";
import { db } from "@/lib/db";
import { Problem } from "@/lib/errors";
import { hasDatabase } from "@/lib/testing/environment";
import { makePerson, makeWorld, type Person } from "@/lib/testing/fixtures";
import {
  createPermissionFixture,
  type PermissionFixture,
  permissionActions,
  stateOf,
} from "@/lib/testing/permission-actions";
import { type Actor, actors, matrix } from "@/lib/testing/permissions";
import { viewerOf } from "@/lib/testing/viewers";
import { findViewer, type Viewer } from "./require-viewer";
import { tenantActions } from "./roles";

/** The person, and for someone who has just lost access, the viewer they were before. */
async function createActor(actor: Actor, { tenant, invitation }: PermissionFixture) {
  const past = { suspended: "owner", locked: "owner", removed: "admin" } as const;
  const here = { owner: "owner", admin: "admin", member: "member" } as const;
  if (actor in here) {
    const person = await makePerson(tenant.id, { role: here[actor as keyof typeof here] });
    return { person, stale: null };
  }
  if (actor in past) {
    const person = await makePerson(tenant.id, { role: past[actor as keyof typeof past] });
    const stale = await viewerOf(person, tenant.slug);
    const key = { tenantId: tenant.id, userId: person.id };
    const where = { tenantId_userId: key };
    const data = { suspendedAt: new Date() };
    if (actor === "suspended") await db().membership.update({ where, data });
    if (actor === "locked") await db().user.update({ where: { id: person.id }, data });
    if (actor === "removed") await db().membership.delete({ where });
    return { person, stale };
  }
  const elsewhere = actor === "stranger" ? (await makeWorld()).tenant.id : undefined;
  const person = await makePerson(elsewhere, elsewhere ? { role: "owner" } : {});
  if (actor === "operator") {
    await db().user.update({ where: { id: person.id }, data: { isOperator: true } });
  }
  if (actor === "invited") {
    const data = { email: person.email, role: "owner" as const };
    await db().invitation.update({ where: { id: invitation.id }, data });
  }
  return { person, stale: null };
}

async function findCurrentViewer(person: Person, slug: string): Promise<Viewer | null> {
  const session = await findLiveSession(person.sessionId);
  return session && findViewer(session, slug);
}

const rowsOf = (person: Person, tenantId: string) =>
  db().auditEvent.findMany({ where: { userId: person.id, tenantId } });

/** Reads change nothing and aren't audited; an export of the audit log is. */
const reads = /\.(list|find|usage)/;
/** `membership.role-of-owner` is a `membership.role`. */
const actionOf = (name: string) => name.replace(/-.*/, "").replace("grant.end", "grant.set");

describe("the permission matrix", () => {
  it("covers every action of the role table", () => {
    expect(matrix.map(({ action }) => action).sort()).toEqual(
      Object.keys(permissionActions).sort(),
    );
    const named = new Set(matrix.map(({ action }) => actionOf(action)));
    // Checked within other actions: see the rows that end in "owner".
    const indirect = ["owner.change"];
    expect(tenantActions.filter((one) => !named.has(one) && !indirect.includes(one))).toEqual([]);
  });
});

describe.skipIf(!hasDatabase)("inside a tenant", () => {
  describe.each(matrix)("$action", ({ action, cells }) => {
    const read = reads.test(action);
    // Reads and refusals change nothing, so they share a tenant.
    let unchanged: PermissionFixture;
    beforeAll(async () => {
      unchanged = await createPermissionFixture();
    });
    it.each(actors.map((actor) => [actor, cells[actor]] as const))(
      "%s: %s",
      async (actor, cell) => {
        const fixture = cell === "yes" && !read ? await createPermissionFixture() : unchanged;
        const { person, stale } = await createActor(actor, fixture);
        const viewer = await findCurrentViewer(person, fixture.tenant.slug);
        expect(viewer === null).toBe(cell === "gate");
        const before = await stateOf(fixture.tenant.id);
        const run = permissionActions[action];
        const used = viewer ?? stale;
        if (!run || !used) return;
        const result = await run(used, fixture).catch((error: unknown) => error);
        const refused = result instanceof Problem && result.code === "not_allowed";
        // A viewer checked just before losing access can still read, but nothing else.
        if (cell === "gate" && read) return;
        expect(refused, String(result)).toBe(cell !== "yes");
        if (!refused) expect(result).not.toBeInstanceOf(Error);
        const changed = (await stateOf(fixture.tenant.id)) !== before;
        expect(changed).toBe(cell === "yes" && !read && action !== "audit.export");
        const rows = await rowsOf(person, fixture.tenant.id);
        expect(rows.map(({ outcome }) => outcome)).toEqual(
          read ? [] : [cell === "yes" ? "allowed" : "refused"],
        );
        if (cell === "yes" && !read) expect(rows[0]?.action).toBe(actionOf(action));
      },
    );
  });
});

describe.skipIf(!hasDatabase)("in another tenant", () => {
  let own: PermissionFixture;
  let other: PermissionFixture;
  beforeAll(async () => {
    [own, other] = await Promise.all([createPermissionFixture(), createPermissionFixture()]);
  });
  for (const { action } of matrix) {
    it.each(["owner", "admin", "member"] as const)(
      `${action}: a %s changes and learns nothing`,
      async (role) => {
        const person = await makePerson(own.tenant.id, { role });
        const viewer = await viewerOf(person, own.tenant.slug);
        const before = await stateOf(other.tenant.id);
        // Their own viewer with the other tenant's ids, as in a forged form.
        const result = await permissionActions[action]?.(viewer, other).catch(
          (error: unknown) => error,
        );
        expect(await stateOf(other.tenant.id)).toBe(before);
        const response = JSON.stringify(result, (_, value) =>
          value instanceof Error ? value.message : value,
        );
        const theirs = [other.member, other.owner, other.invitation, other.remainingOwner];
        for (const { email, id } of theirs) {
          expect(response ?? "").not.toContain(email);
          expect(response ?? "").not.toContain(id);
        }
        expect(response ?? "").not.toContain(other.team.name);
        expect(await rowsOf(person, other.tenant.id)).toEqual([]);
      },
    );
  }
});
