import { notFound, redirect } from "next/navigation";
import { requireViewer } from "@/lib/tenants/require-viewer";
import { settingsPlaces } from "./navigation";

type Props = { params: Promise<{ tenant: string }> };

export default async function Settings({ params }: Props) {
  const { tenant } = await params;
  const viewer = await requireViewer(tenant, `/${tenant}/settings`);
  const [first] = settingsPlaces(tenant, viewer.role);
  if (!first) notFound();
  redirect(first.href);
}
