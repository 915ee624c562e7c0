import type { Metadata } from "next";
import { redirect } from "next/navigation";
import { SignOutButton } from "@/app/(public)/logout/sign-out-button";
import { Notice } from "@/components/ui/notice";
import { requireUser } from "@/lib/auth/session";
import { listMemberships } from "@/lib/tenants/memberships";

export const metadata: Metadata = { title: "No tenant yet" };

export default async function Welcome() {
  const { user } = await requireUser("/welcome");
  const [first] = await listMemberships(user.id);
  if (first) redirect(`/${first.slug}`);
  return (
    <main id="main">
      <Notice
        title="You do not belong to a tenant yet"
        actions={<SignOutButton variant="secondary" />}
      >
        <p>
          You are signed in as {user.email}. Ask an owner or admin of your company to invite this
          address; its dashboards then appear here.
        </p>
      </Notice>
    </main>
  );
}
