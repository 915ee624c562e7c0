import type { Route } from "next";
import { NavLink } from "@/components/shell/nav-link";
import type { MemberRow } from "@/lib/tenants/members";

type NameProps = { of: Pick<MemberRow, "name" | "email">; href: Route };

/** Name and address, as wide as can be read: on a narrow screen the table scrolls instead. */
export function PersonName({ of: { name, email }, href }: NameProps) {
  return (
    <div className="min-w-32">
      <NavLink href={href} className="font-medium wrap-anywhere hover:underline">
        {name}
      </NavLink>
      <span className="block text-sm wrap-anywhere text-muted">{email}</span>
    </div>
  );
}

type Props = { of: Pick<MemberRow, "suspended" | "accountSuspended"> };

/** Whether somebody may come in: to this tenant, and at all. */
export function PersonState({ of: { suspended, accountSuspended } }: Props) {
  if (accountSuspended) return <span className="text-warning">Account suspended</span>;
  if (suspended) return <span className="text-warning">Suspended</span>;
  return <span className="text-success">Active</span>;
}
