import type { Metadata } from "next";
import { redirect } from "next/navigation";
import { buttonClass } from "@/components/ui/button-class";
import { Notice } from "@/components/ui/notice";
import { findSession } from "@/lib/auth/session";
import { SignOutButton } from "./sign-out-button";

export const metadata: Metadata = { title: "Sign out" };

/** Asks before it acts: a link from elsewhere must not sign anybody out. */
export default async function Logout() {
  const session = await findSession();
  if (!session) redirect("/login");
  return (
    <main id="main">
      <Notice
        title="Sign out of this browser?"
        actions={
          <>
            <SignOutButton variant="primary" />
            <a href="/" className={buttonClass("secondary")}>
              Stay signed in
            </a>
          </>
        }
      >
        <p>
          You are signed in as {session.user.email}. Dashboards that are open in other tabs close
          too.
        </p>
      </Notice>
    </main>
  );
}
