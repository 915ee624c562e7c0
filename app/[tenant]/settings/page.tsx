import { notFound, redirect } from "next/navigation";
import { listSettingsPages } from "@/components/shell/settings-navigation";
import { requireViewer } from "@/lib/tenants/require-viewer";

export default async function Settings({
  params,
}: PageProps<"/[tenant]/settings">): Promise<never> {
  const { tenant } = await params;
  const viewer = await requireViewer(tenant, `/${tenant}/settings`);
  const [first] = listSettingsPages(tenant, viewer.role);
  if (!first) notFound();
  redirect(first.href);
}
