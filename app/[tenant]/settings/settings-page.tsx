import type { Route } from "next";
import type { ReactNode } from "react";
import { TopLine } from "@/components/shell/header";
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
  /** The page's one main action. */
  action?: ReactNode;
  /** The page this one belongs to, where it is not one of the tabs. */
  above?: { label: string; href: Route };
  children: ReactNode;
};

const tab =
  "tap flex items-center border-b-2 border-transparent px-1 py-2 text-muted hover:text-ink aria-[current]:border-accent aria-[current]:font-medium aria-[current]:text-ink";

/** The shape of every settings page: where one is, the other settings, a title, one main action. */
export function SettingsPage({ viewer, title, description, action, above, children }: Props) {
  const { slug, name } = viewer.tenant;
  const way = [
    { label: name, href: route(`/${slug}`) },
    { label: "Settings", href: route(`/${slug}/settings`) },
    ...(above ? [above] : []),
  ];
  return (
    <>
      <TopLine way={way}>
        <p className="truncate text-muted">{title}</p>
      </TopLine>
      <div className="mx-auto w-full max-w-5xl px-4 pb-10 md:px-8">
        <nav aria-label="Settings" className="mb-6 flex gap-5 overflow-x-auto border-b border-line">
          {listSettingsPages(slug, viewer.role).map((one) => (
            <NavLink key={one.href} href={one.href} within className={tab}>
              {one.label}
            </NavLink>
          ))}
        </nav>
        <PageHeader title={title} description={description} action={action} />
        {children}
      </div>
    </>
  );
}
