import { BareTopLine } from "@/app/frame/top-line";
import { NotFoundNotice } from "@/app/ui/not-found-notice";

export default function TenantNotFound() {
  return (
    <>
      <BareTopLine />
      <NotFoundNotice />
    </>
  );
}
