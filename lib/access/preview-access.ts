import type { Capability } from "@/lib/vendors/contract";
import { Prisma } from "../generated/prisma/client";
import { type Access, type AccessRequest, readAccess } from "./authorize";

/** One condition of the access rule, and whether it is met. */
export type AccessStep =
  | { step: "account" | "membership" | "connection"; passed: boolean }
  | {
      step: "grant";
      passed: boolean;
      /** The grants that count; `team` is null for the whole tenant. */
      grants: { team: string | null; capabilities: Capability[] }[];
      /** What they allow in effect, including what the vendor cannot separate from it. */
      capabilities: Capability[];
    };

export type AccessPreview = { access: Access; steps: AccessStep[] };

/**
 * What a mint by this person would be based on, without their session and their rate limit. The steps
 * end with the first that is not passed.
 */
export async function previewAccess(
  userId: string,
  request: AccessRequest,
): Promise<AccessPreview> {
  const user = Prisma.sql`select u.*, true as "signedIn" from "User" u where u.id = ${userId}`;
  const access = await readAccess(user, request, { counting: false });
  const grants = access.access?.grants ?? [];
  const steps: AccessStep[] = [
    { step: "account", passed: access.user !== null && !access.user.suspended },
    { step: "membership", passed: access.member !== null },
    {
      step: "grant",
      passed: grants.length > 0,
      grants,
      capabilities: access.outcome === "allowed" ? access.authorization.capabilities : [],
    },
    { step: "connection", passed: access.access?.status === "allowed" },
  ];
  const failed = steps.findIndex(({ passed }) => !passed);
  return { access, steps: failed < 0 ? steps : steps.slice(0, failed + 1) };
}
