import { buttonClass } from "@/components/ui/button-class";
import { Notice } from "@/components/ui/notice";

export default function InvitationGone() {
  return (
    <main id="main">
      <Notice
        title="This invitation does not work any more"
        actions={
          <a href="/" className={buttonClass("primary")}>
            Go to the start
          </a>
        }
      >
        <p>
          Each link works once and for a few days. It was used, withdrawn or has expired, or the
          address is not complete. Ask whoever invited you for a new one.
        </p>
      </Notice>
    </main>
  );
}
