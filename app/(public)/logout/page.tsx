import type { Metadata } from "next";
import { redirect } from "next/navigation";
import { SignOutButton } from "@/components/shell/sign-out-button";
import { buttonClass } from "@/components/ui/button-class";
import { Notice } from "@/components/ui/notice";
import { findSession } from "@/lib/auth/session";

export const metadata: Metadata = { title: "Sign out" };

/** Asks first: a link from another site must not sign anyone out. */
export default async function Logout() {
  const session = await findSession();
  if (!session) redirect("/login");
  return (
    <main id="main">
      <Notice
        title="Sign out?"
        actions={
          <>
            <SignOutButton variant="primary" />
            <a href="/" className={buttonClass("secondary")}>
              Stay signed in
            </a>
          </>
        }
      >
        <p>You're signed in as {session.user.email}. Dashboards in other tabs close too.</p>
      </Notice>
    </main>
  );
}
