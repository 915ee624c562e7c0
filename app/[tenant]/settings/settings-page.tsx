import type { Route } from "next";
import type { ReactNode } from "react";
import { Header } from "@/components/shell/header";
import { NavLink } from "@/components/shell/nav-link";
import { route } from "@/components/shell/route";
import { listSettingsPages } from "@/components/shell/settings-navigation";
import { PageHeader } from "@/components/ui/page-header";
import type { Viewer } from "@/lib/tenants/require-viewer";

type Props = {
  viewer: Viewer;
  title: string;
  /** One sentence. */
  description: ReactNode;
  /** The page's main action. */
  action?: ReactNode;
  /** The page above, where this one is not a tab. */
  parent?: { label: string; href: Route };
  children: ReactNode;
};

const tab =
  "tap flex items-center border-b-2 border-transparent px-1 py-2 whitespace-nowrap text-muted hover:text-ink aria-[current]:border-accent aria-[current]:font-medium aria-[current]:text-ink";

export function SettingsPage({ viewer, title, description, action, parent, children }: Props) {
  const { slug, name } = viewer.tenant;
  const breadcrumbs = [
    { label: name, href: route(`/${slug}`) },
    { label: "Settings", href: route(`/${slug}/settings`) },
    ...(parent ? [parent] : []),
  ];
  return (
    <>
      <Header breadcrumbs={breadcrumbs}>
        <p className="truncate text-muted">{title}</p>
      </Header>
      <div className="mx-auto w-full max-w-5xl px-4 pb-10 md:px-8">
        <nav aria-label="Settings" className="mb-6 flex gap-5 overflow-x-auto border-b border-line">
          {listSettingsPages(slug, viewer.role).map(({ href, label }) => (
            <NavLink key={href} href={href} within className={tab}>
              {label}
            </NavLink>
          ))}
        </nav>
        <PageHeader title={title} description={description} action={action} />
        {children}
      </div>
    </>
  );
}
