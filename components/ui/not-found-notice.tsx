import { buttonClass } from "./button-class";
import { Notice } from "./notice";

/** The same words for what does not exist and for what is not this person's to see. */
export function NotFoundNotice() {
  return (
    <Notice
      title="There is nothing here for you"
      actions={
        <a href="/" className={buttonClass("primary")}>
          Go to the start
        </a>
      }
    >
      <p>
        The address may be mistyped, the page may have moved, or it is not shared with you. Nothing
        is lost. If somebody sent you here, ask them to check the link and your access.
      </p>
    </Notice>
  );
}
