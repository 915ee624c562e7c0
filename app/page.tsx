import { redirect } from "next/navigation";
import { requireUser } from "@/lib/auth/session";
import { listMemberships } from "@/lib/tenants/tenants";

export default async function Home(): Promise<never> {
  const { user } = await requireUser("/");
  if (user.isOperator) redirect("/operator");
  const [first] = await listMemberships(user.id);
  redirect(first ? `/${first.slug}` : "/welcome");
}
