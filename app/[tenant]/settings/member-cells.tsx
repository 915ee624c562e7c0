import type { Route } from "next";
import { NavLink } from "@/components/shell/nav-link";
import type { Member } from "@/lib/tenants/members";

type NameProps = { member: Pick<Member, "name" | "email">; href: Route };

export function MemberName({ member: { name, email }, href }: NameProps) {
  return (
    <div className="min-w-32">
      <NavLink href={href} className="font-medium wrap-anywhere hover:underline">
        {name}
      </NavLink>
      <span className="block text-sm wrap-anywhere text-muted">{email}</span>
    </div>
  );
}

type StatusProps = { member: Pick<Member, "suspended" | "accountSuspended"> };

export function MemberStatus({ member: { suspended, accountSuspended } }: StatusProps) {
  if (accountSuspended) return <span className="text-warning">Account suspended</span>;
  if (suspended) return <span className="text-warning">Suspended</span>;
  return <span className="text-success">Active</span>;
}
