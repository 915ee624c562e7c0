"use client";
import { EmptyHeader } from "@/components/shell/header";
import { FailureNotice } from "@/components/ui/failure-notice";

export default function OperatorPageError(props: { error: unknown; retry: () => void }) {
  return (
    <>
      <EmptyHeader />
      <FailureNotice {...props} />
    </>
  );
}
