import type { Metadata } from "next";
import { redirect } from "next/navigation";
import { SignOutButton } from "@/components/shell/sign-out-button";
import { Notice } from "@/components/ui/notice";
import { requireUser } from "@/lib/auth/session";
import { listMemberships } from "@/lib/tenants/tenants";

export const metadata: Metadata = { title: "Welcome" };

export default async function Welcome() {
  const { user } = await requireUser("/welcome");
  const [first] = await listMemberships(user.id);
  if (first) redirect(`/${first.slug}`);
  return (
    <main id="main">
      <Notice
        title="You're not in an organization yet"
        actions={<SignOutButton variant="secondary" />}
      >
        <p>
          You're signed in as {user.email}. Ask an owner or admin of your organization to invite
          this address.
        </p>
      </Notice>
    </main>
  );
}
