import { BareTopLine } from "@/app/frame/top-line";
import { NotFoundNotice } from "@/app/ui/not-found-notice";

export default function OperatorNotFound() {
  return (
    <>
      <BareTopLine />
      <NotFoundNotice />
    </>
  );
}
