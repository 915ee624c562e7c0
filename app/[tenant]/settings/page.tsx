import { notFound, redirect } from "next/navigation";
import { requireViewer } from "@/lib/tenancy/viewer";
import { settingsPlaces } from "./places";

type Props = { params: Promise<{ tenant: string }> };

export default async function Settings({ params }: Props) {
  const { tenant } = await params;
  const viewer = await requireViewer(tenant, `/${tenant}/settings`);
  const [first] = settingsPlaces(tenant, viewer.role);
  if (!first) notFound();
  redirect(first.href);
}
