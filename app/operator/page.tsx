import { redirect } from "next/navigation";
import { requireOperator } from "@/lib/auth/session";

export default async function Operator(): Promise<never> {
  await requireOperator("/operator");
  redirect("/operator/tenants");
}
