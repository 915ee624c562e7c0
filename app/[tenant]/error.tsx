"use client";
import { BareTopLine } from "@/components/shell/header";
import { FailureNotice } from "@/components/ui/failure-notice";

export default function TenantPageError(props: { error: unknown; retry: () => void }) {
  return (
    <>
      <BareTopLine />
      <FailureNotice {...props} />
    </>
  );
}
