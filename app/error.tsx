"use client";
import { FailureNotice } from "@/components/ui/failure-notice";

export default function PageError(props: { error: unknown; retry: () => void }) {
  return (
    <main id="main">
      <FailureNotice {...props} />
    </main>
  );
}
