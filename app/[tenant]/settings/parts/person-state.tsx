import type { MemberRow } from "@/lib/tenancy/members";

type Props = { of: Pick<MemberRow, "suspended" | "accountSuspended"> };

/** Whether somebody may come in: to this tenant, and at all. */
export function PersonState({ of: { suspended, accountSuspended } }: Props) {
  if (accountSuspended) return <span className="text-warning">Account suspended</span>;
  if (suspended) return <span className="text-warning">Suspended</span>;
  return <span className="text-success">Active</span>;
}
