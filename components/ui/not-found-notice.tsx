import { buttonClass } from "./button-class";
import { Notice } from "./notice";

/** The same for what does not exist and for what this person may not see. */
export function NotFoundNotice() {
  return (
    <Notice
      title="Page not found"
      actions={
        <a href="/" className={buttonClass("primary")}>
          Go to home
        </a>
      }
    >
      <p>
        The link may be wrong, or this page isn't shared with you. If someone sent you here, ask
        them to check the link and your access.
      </p>
    </Notice>
  );
}
