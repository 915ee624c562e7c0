import type { Metadata } from "next";
import { OperatorPage } from "@/app/operator/operator-page";
import { requireOperator } from "@/lib/auth/session";
import { Checks } from "./checks";

export const metadata: Metadata = { title: "Doctor" };

export default async function DoctorPage() {
  const { user } = await requireOperator("/operator/doctor");
  return (
    <OperatorPage
      title="Doctor"
      description="Checks the environment, database, clocks and connections, and tests a short-lived token for each kind of dashboard. Also available as npm run doctor."
      narrow
    >
      <Checks locale={user.locale} timeZone={user.timeZone} />
    </OperatorPage>
  );
}
