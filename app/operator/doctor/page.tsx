import type { Metadata } from "next";
import { OperatorPage } from "@/app/operator/operator-page";
import { requireOperator } from "@/lib/auth/session";
import { Examination } from "./checks";

export const metadata: Metadata = { title: "Doctor" };

export default async function Doctor() {
  const { user } = await requireOperator("/operator/doctor");
  return (
    <OperatorPage
      title="Doctor"
      description="Looks at the environment, the database, the clocks and every connection, and tries one test token for each kind of dashboard. The same as npm run doctor."
      narrow
    >
      <Examination locale={user.locale} timeZone={user.timeZone} />
    </OperatorPage>
  );
}
