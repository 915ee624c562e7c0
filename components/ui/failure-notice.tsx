"use client";
import { Button } from "./button";
import { buttonClass } from "./button-class";
import { Notice } from "./notice";

/** What a page shows when it could not be made. `digest` finds the cause in the server's log. */
export function FailureNotice({ error, retry }: { error: unknown; retry: () => void }) {
  const digest = error instanceof Error && "digest" in error ? String(error.digest) : null;
  return (
    <Notice
      title="This page could not be shown"
      actions={
        <>
          <Button variant="primary" onClick={() => retry()}>
            Try again
          </Button>
          <a href="/" className={buttonClass("secondary")}>
            Go to the start
          </a>
        </>
      }
    >
      <p>
        Something on our side failed. What you saved before is safe. Try again in a moment; if it
        stays, tell whoever runs this site{digest ? ` and name the code ${digest}` : ""}.
      </p>
    </Notice>
  );
}
