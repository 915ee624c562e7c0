import { BareTopLine } from "@/components/shell/header";
import { NotFoundNotice } from "@/components/ui/not-found-notice";

export default function TenantNotFound() {
  return (
    <>
      <BareTopLine />
      <NotFoundNotice />
    </>
  );
}
