"use client";
import { BareTopLine } from "@/app/frame/top-line";
import { FailureNotice } from "@/app/ui/failure-notice";

export default function OperatorPageError(props: { error: unknown; retry: () => void }) {
  return (
    <>
      <BareTopLine />
      <FailureNotice {...props} />
    </>
  );
}
