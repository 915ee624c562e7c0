import { buttonClass } from "@/components/ui/button-class";
import { Notice } from "@/components/ui/notice";

export default function InvitationNotFound() {
  return (
    <main id="main">
      <Notice
        title="This invitation no longer works"
        actions={
          <a href="/" className={buttonClass("primary")}>
            Go to home
          </a>
        }
      >
        <p>
          It was already used, withdrawn, or has expired, or the link is incomplete. Ask for a new
          invitation.
        </p>
      </Notice>
    </main>
  );
}
