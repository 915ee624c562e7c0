import { BareTopLine } from "@/components/shell/header";
import { NotFoundNotice } from "@/components/ui/not-found-notice";

export default function OperatorNotFound() {
  return (
    <>
      <BareTopLine />
      <NotFoundNotice />
    </>
  );
}
