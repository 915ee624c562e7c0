"use client";
import { FailureNotice } from "./ui/failure-notice";

export default function PageError(props: { error: unknown; retry: () => void }) {
  return (
    <main id="main">
      <FailureNotice {...props} />
    </main>
  );
}
