import { EmptyHeader } from "@/components/shell/header";
import { NotFoundNotice } from "@/components/ui/not-found-notice";

export default function OperatorNotFound() {
  return (
    <>
      <EmptyHeader />
      <NotFoundNotice />
    </>
  );
}
