"use client";
import { Button } from "./button";
import { buttonClass } from "./button-class";
import { Notice } from "./notice";

/** `digest` finds the cause in the server's log. */
export function FailureNotice({ error, retry }: { error: unknown; retry: () => void }) {
  const digest = error instanceof Error && "digest" in error ? String(error.digest) : null;
  return (
    <Notice
      title="This page couldn't load"
      actions={
        <>
          <Button variant="primary" onClick={() => retry()}>
            Try again
          </Button>
          <a href="/" className={buttonClass("secondary")}>
            Go to home
          </a>
        </>
      }
    >
      <p>
        Something went wrong on our side. Your saved changes are safe. Try again in a moment. If it
        keeps happening, contact your site's operator{digest ? ` with the code ${digest}` : ""}.
      </p>
    </Notice>
  );
}
