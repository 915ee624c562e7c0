import { randomUUID } from "node:crypto";
import { describe, expect, it } from "vitest";
import { findLiveSession } from "@/lib/auth/session";
import { db } from "@/lib/db";
import { hasDatabase } from "@/lib/testing/environment";
import { makePerson, makeTeam, makeWorld } from "@/lib/testing/fixtures";
import { makeViewer, viewerOf } from "@/lib/testing/viewers";
import { acceptInvitation, inviteMember, listInvitations, withdrawInvitation } from "./invitations";
import {
  findMember,
  listMembers,
  listRegions,
  type MemberFilters,
  removeMember,
  resumeMember,
  setRegion,
  setRole,
  setTeams,
  suspendMember,
} from "./members";
import type { Viewer } from "./require-viewer";
import { invitationSchema } from "./schema";

const everybody = { query: "", page: 1 };
const needsOwner = { fields: { "": expect.stringContaining("needs an owner") } };

async function ownersOf(tenantId: string): Promise<number> {
  return db().membership.count({ where: { tenantId, role: "owner", suspendedAt: null } });
}

const auditOf = (viewer: Viewer) =>
  db().auditEvent.findMany({
    where: { tenantId: viewer.tenant.id },
    orderBy: { at: "asc" },
    select: { action: true, outcome: true, reason: true, detail: true },
  });

describe.skipIf(!hasDatabase)("members", () => {
  it("are listed by name, found by name, address, role, team and state, fifty at a time", async () => {
    const { tenant } = await makeWorld();
    const viewer = await makeViewer(tenant, { role: "owner" });
    const people = Array.from({ length: 120 }, (_, i) => ({
      id: randomUUID(),
      email: `${randomUUID()}@people.example`,
      name: `Person 100% ${String(i).padStart(3, "0")}`,
    }));
    await db().user.createMany({ data: people });
    await db().membership.createMany({
      data: people.map(({ id }, i) => ({
        ...{ tenantId: tenant.id, userId: id, role: i === 7 ? ("admin" as const) : "member" },
        ...(i === 9 && { suspendedAt: new Date() }),
      })),
    });
    const first = await listMembers(viewer, everybody);
    expect(first).toMatchObject({ total: 121, page: 1, pages: 3 });
    expect(first.rows).toHaveLength(50);
    expect(first.rows.map(({ name }) => name)).toEqual(first.rows.map(({ name }) => name).sort());
    expect((await listMembers(viewer, { ...everybody, page: 99 })).page).toBe(3);

    const found = (filters: Partial<MemberFilters>, query = "") =>
      listMembers(viewer, { query, page: 1, ...filters });
    expect((await found({}, "100% 01")).total).toBe(10);
    expect((await found({}, "100_ 01")).total).toBe(0);
    expect((await found({}, people[5]?.email.toUpperCase())).total).toBe(1);
    expect((await found({ role: "admin" })).rows.map(({ name }) => name)).toEqual([
      "Person 100% 007",
    ]);
    expect((await found({ state: "suspended" })).total).toBe(1);
    // PostgreSQL refuses NUL in a text.
    expect((await found({}, "\0")).total).toBe(121);
    const [person] = people;
    if (!person) throw new Error("nobody");
    const team = await makeTeam(tenant.id, [{ ...person, sessionId: "" }]);
    expect((await found({ team: team.slug })).rows).toMatchObject([
      { name: "Person 100% 000", teams: [{ name: team.name }] },
    ]);
  });

  it("come by a link they accept, with an account and without", async () => {
    const { tenant } = await makeWorld();
    const viewer = await makeViewer(tenant, { role: "owner" });
    const [team, foreign] = [
      await makeTeam(tenant.id, []),
      await makeTeam((await makeWorld()).tenant.id, []),
    ];
    const person = await makePerson();
    const given = { role: "member", region: "West", teams: [team.id] } as const;
    const invite = (email: string) =>
      inviteMember(viewer, { ...given, teams: [...given.teams], email });
    const known = await invite(person.email);
    // Whoever made that account may not be who reads mail at its address.
    expect(await findMember(viewer, person.id)).toBeNull();
    const theirs = await findLiveSession(person.sessionId);
    if (!theirs) throw new Error("no session");
    await acceptInvitation(theirs, known.replace("/invite/", ""));
    expect(await findMember(viewer, person.id)).toMatchObject({
      ...{ role: "member", region: "West", teams: [{ id: team.id }], suspended: false },
    });
    expect(await listRegions(viewer)).toEqual(["West"]);
    await expect(invite(person.email)).rejects.toMatchObject({ fields: { email: /already/ } });

    const email = `${randomUUID()}@people.example`;
    expect(await invite(email)).toMatch(/^\/invite\/.{43}$/);
    const pendingOf = async (query: string) =>
      (await listInvitations(viewer, { query, page: 1 })).rows;
    const [pending] = await pendingOf("");
    expect(pending).toMatchObject({ email, role: "member", invitedBy: viewer.user.name });
    expect(await pendingOf(email.slice(0, 20))).toEqual([pending]);
    expect(await pendingOf("somebody else")).toEqual([]);
    await withdrawInvitation(viewer, pending?.id ?? "");
    expect(await pendingOf("")).toEqual([]);

    await expect(
      inviteMember(viewer, { ...given, email, teams: [foreign.id] }),
    ).rejects.toMatchObject({ fields: { teams: /./ } });
    const rows = await auditOf(viewer);
    expect(rows.map(({ action, outcome }) => `${action} ${outcome}`)).toEqual([
      "invitation.create allowed",
      "invitation.accept allowed",
      "invitation.create refused",
      "invitation.create allowed",
      "invitation.withdraw allowed",
      "invitation.create refused",
    ]);
    expect(JSON.stringify(rows)).not.toContain("/invite/");
  });

  it("change role, region, teams and state, each with its row", async () => {
    const { tenant } = await makeWorld();
    const viewer = await makeViewer(tenant, { role: "owner" });
    const person = await makePerson(tenant.id, { attributes: { region: "West", floor: "2" } });
    const team = await makeTeam(tenant.id, []);
    await setRole(viewer, person.id, "admin");
    await setRegion(viewer, person.id, "East");
    await setTeams(viewer, person.id, [team.id, team.id]);
    await suspendMember(viewer, person.id);
    expect(await findMember(viewer, person.id)).toMatchObject({
      ...{ role: "admin", region: "East", teams: [{ id: team.id }], suspended: true },
    });
    await expect(viewerOf(person, tenant.slug)).rejects.toThrow("not a viewer");
    await resumeMember(viewer, person.id);
    await setRegion(viewer, person.id, null);
    const key = { tenantId: tenant.id, userId: person.id };
    const { attributes } = await db().membership.findFirstOrThrow({ where: key });
    expect(attributes).toEqual({ floor: "2" });
    await removeMember(viewer, person.id);
    expect(await db().teamMembership.count({ where: key })).toBe(0);
    expect((await auditOf(viewer)).map(({ action }) => action)).toEqual([
      ...["membership.role", "membership.region", "membership.teams", "membership.suspend"],
      ...["membership.resume", "membership.region", "membership.remove"],
    ]);
  });

  it("keep their last owner, whichever way the owner would go", async () => {
    const { tenant } = await makeWorld();
    const owner = await makePerson(tenant.id, { role: "owner" });
    const viewer = await viewerOf(owner, tenant.slug);
    const asleep = await makePerson(tenant.id, { role: "owner" });
    await db().user.update({ where: { id: asleep.id }, data: { suspendedAt: new Date() } });
    await expect(setRole(viewer, owner.id, "member")).rejects.toMatchObject({
      fields: { role: /needs an owner/ },
    });
    await expect(suspendMember(viewer, owner.id)).rejects.toMatchObject(needsOwner);
    await expect(removeMember(viewer, owner.id)).rejects.toMatchObject(needsOwner);
    expect(await findMember(viewer, owner.id)).toMatchObject({ role: "owner", suspended: false });
    expect((await auditOf(viewer)).map(({ outcome }) => outcome)).toEqual(Array(3).fill("refused"));
  });

  it("keep an owner when all owners demote, suspend and remove each other at once", async () => {
    for (let round = 0; round < 5; round++) {
      const { tenant } = await makeWorld();
      const people = await Promise.all(
        Array.from({ length: 6 }, () => makePerson(tenant.id, { role: "owner" })),
      );
      const viewers = await Promise.all(people.map((person) => viewerOf(person, tenant.slug)));
      const ways = [
        (viewer: Viewer, id: string) => setRole(viewer, id, "member"),
        suspendMember,
        removeMember,
      ];
      const done = await Promise.allSettled(
        viewers.map((viewer, i) => ways[i % 3]?.(viewer, people[(i + 1) % 6]?.id ?? "")),
      );
      expect(await ownersOf(tenant.id)).toBeGreaterThan(0);
      // Whoever was demoted a moment before could not act any more.
      const refused = done.filter(({ status }) => status === "rejected").length;
      expect(refused).toBeGreaterThan(0);
      const rows = await db().auditEvent.findMany({ where: { tenantId: tenant.id } });
      expect(rows).toHaveLength(6);
      expect(rows.filter(({ outcome }) => outcome === "refused")).toHaveLength(refused);
    }
  });

  it("keep an owner when the last two step down at once", async () => {
    for (let round = 0; round < 10; round++) {
      const { tenant } = await makeWorld();
      const people = await Promise.all([1, 2].map(() => makePerson(tenant.id, { role: "owner" })));
      const done = await Promise.allSettled(
        people.map(async (person) =>
          setRole(await viewerOf(person, tenant.slug), person.id, "member"),
        ),
      );
      expect(done.map(({ status }) => status).sort()).toEqual(["fulfilled", "rejected"]);
      expect(await ownersOf(tenant.id)).toBe(1);
    }
  });

  it("lose their open invitations with their role", async () => {
    const { tenant } = await makeWorld();
    const viewer = await makeViewer(tenant, { role: "owner" });
    const admin = await makePerson(tenant.id, { role: "admin" });
    const given = { role: "admin", region: null, teams: [] } as const;
    const email = `${randomUUID()}@people.example`;
    await inviteMember(await viewerOf(admin, tenant.slug), { ...given, teams: [], email });
    await setRole(viewer, admin.id, "member");
    expect((await listInvitations(viewer, { query: "", page: 1 })).rows).toEqual([]);
  });
});

describe("an invitation form", () => {
  const valid = { email: " Ann@Acme.example ", role: "member", region: " West ", teams: "one" };

  it("is normalized", () => {
    expect(invitationSchema.parse(valid)).toEqual({
      email: "ann@acme.example",
      role: "member",
      region: "West",
      teams: ["one"],
    });
    expect(invitationSchema.parse({ ...valid, region: " ", teams: undefined })).toMatchObject({
      region: null,
      teams: [],
    });
  });

  it.each([
    ["email", "nobody"],
    ["email", "a\0b@c.example"],
    ["role", "emperor"],
    ["region", "x".repeat(101)],
    ["region", "We\0st"],
  ])("refuses as %s %j", (field, value) => {
    const { error } = invitationSchema.safeParse({ ...valid, [field]: value });
    expect(error?.issues.map(({ path }) => path)).toEqual([[field]]);
  });
});
