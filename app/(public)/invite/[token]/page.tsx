import type { Metadata } from "next";
import { notFound } from "next/navigation";
import type { CSSProperties } from "react";
import { SignOutButton } from "@/components/shell/sign-out-button";
import { Tile } from "@/components/ui/avatar";
import { buttonClass } from "@/components/ui/button-class";
import { Form } from "@/components/ui/form";
import { findSession } from "@/lib/auth/session";
import { findInvitation, type OpenInvitation } from "@/lib/tenants/invitations";
import { accept, acceptAsNew } from "./actions";
import { NewAccountForm } from "./new-account-form";

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
        {invitedBy ?? "Someone"} invited {invitation.email} as {roleNames[role]}.
      </p>
      <NextStep token={token} invitation={invitation} signedInAs={session?.user.email ?? null} />
    </main>
  );
}

type NextStepProps = { token: string; invitation: OpenInvitation; signedInAs: string | null };

function NextStep({ token, invitation, signedInAs }: NextStepProps) {
  const { email, tenant, hasAccount } = invitation;
  if (signedInAs === email) {
    return (
      <Form
        action={accept.bind(null, token)}
        submitLabel={`Join ${tenant.name}`}
        pendingLabel="Joining…"
      />
    );
  }
  if (signedInAs) {
    return (
      <div className="grid justify-items-start gap-4">
        <p>
          You're signed in as {signedInAs}. Sign out, then open this link again to join as {email}.
        </p>
        <SignOutButton variant="secondary" />
      </div>
    );
  }
  if (!hasAccount) {
    return <NewAccountForm action={acceptAsNew.bind(null, token)} email={email} tenant={tenant} />;
  }
  return (
    <div className="grid justify-items-start gap-4">
      <p>You already have an account. Sign in to accept.</p>
      <a
        href={`/login?next=${encodeURIComponent(`/invite/${token}`)}`}
        className={buttonClass("primary")}
      >
        Sign in
      </a>
    </div>
  );
}

const roleNames: Record<OpenInvitation["role"], string> = {
  owner: "an owner",
  admin: "an admin",
  member: "a member",
};
