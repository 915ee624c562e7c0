import type { Metadata } from "next";
import { notFound } from "next/navigation";
import type { CSSProperties } from "react";
import { SignOutButton } from "@/app/(public)/logout/sign-out-button";
import { Tile } from "@/components/ui/avatar";
import { buttonClass } from "@/components/ui/button-class";
import { findSession } from "@/lib/auth/session";
import { findInvitation, type OpenInvitation } from "@/lib/tenants/accept-invitation";
import { AcceptForm } from "./accept-form";
import { NewPersonForm } from "./new-person-form";

export const metadata: Metadata = { title: "Invitation", referrer: "no-referrer" };

export default async function Invitation({ params }: PageProps<"/invite/[token]">) {
  const { token } = await params;
  const invitation = await findInvitation(token);
  if (!invitation) notFound();
  const session = await findSession();
  const { tenant, role, invitedBy } = invitation;
  return (
    <main
      id="main"
      className="hued mx-auto w-full max-w-md px-4 pt-[8dvh] pb-12"
      style={{ "--hue": tenant.hue } as CSSProperties}
    >
      <Tile letters={tenant.name.slice(0, 1)} hue={tenant.hue} size="large" />
      <h1 className="mt-5 text-2xl font-semibold">Join {tenant.name}</h1>
      <p className="mt-1 mb-6 text-muted">
        {invitedBy ?? "Somebody"} invited {invitation.email} as {asRole(role)}.
      </p>
      <Way token={token} invitation={invitation} signedInAs={session?.user.email ?? null} />
    </main>
  );
}

type WayProps = { token: string; invitation: OpenInvitation; signedInAs: string | null };

/** What this visitor can do with the link. */
function Way({ token, invitation, signedInAs }: WayProps) {
  const { email, tenant, hasAccount } = invitation;
  if (signedInAs === email) return <AcceptForm token={token} tenant={tenant.name} />;
  if (signedInAs) {
    return (
      <div className="grid justify-items-start gap-4">
        <p>
          You are signed in as {signedInAs}. Sign out, then open this link again to join as {email}.
        </p>
        <SignOutButton variant="secondary" />
      </div>
    );
  }
  if (!hasAccount) return <NewPersonForm token={token} email={email} tenant={tenant} />;
  return (
    <div className="grid justify-items-start gap-4">
      <p>This address has an account. Sign in with it, and you come back here.</p>
      <a
        href={`/login?next=${encodeURIComponent(`/invite/${token}`)}`}
        className={buttonClass("primary")}
      >
        Sign in
      </a>
    </div>
  );
}

function asRole(role: OpenInvitation["role"]): string {
  return { owner: "an owner", admin: "an admin", member: "a member" }[role];
}
