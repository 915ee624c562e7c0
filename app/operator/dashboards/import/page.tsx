import type { Metadata } from "next";
import { Suspense } from "react";
import { importSelected } from "@/app/operator/dashboards/actions";
import { OperatorPage } from "@/app/operator/operator-page";
import { NavLink } from "@/components/shell/nav-link";
import { route } from "@/components/shell/route";
import { buttonClass } from "@/components/ui/button-class";
import { EmptyState } from "@/components/ui/empty-state";
import { requireOperator, type SignedIn } from "@/lib/auth/session";
import { type Importable, listImportable, listImportSources } from "@/lib/connections/import";
import { ValidationError } from "@/lib/validation";
import { ImportForm } from "./import-form";

export const metadata: Metadata = { title: "Import dashboards" };

const path = "/operator/dashboards/import";

export default async function Import({ searchParams }: PageProps<"/operator/dashboards/import">) {
  const operator = await requireOperator(path);
  const [sources, { connection }] = await Promise.all([listImportSources(operator), searchParams]);
  const source = sources.find(({ slug }) => slug === connection);
  return (
    <OperatorPage
      breadcrumbs={[{ label: "Dashboards", href: "/operator/dashboards" }]}
      narrow
      title="Import dashboards"
      description="From vendors that list their content. No one sees them until they are shared."
    >
      {sources.length === 0 ? (
        <EmptyState>
          None of your vendors list their content. Add a dashboard from its URL instead.
        </EmptyState>
      ) : (
        <nav aria-label="Connections" className="mb-6 flex flex-wrap gap-2">
          {sources.map(({ slug, name }) => (
            <NavLink
              key={slug}
              href={route(`${path}?connection=${slug}`)}
              className={buttonClass("secondary")}
            >
              {source?.slug === slug ? `Reload from ${name}` : `Load from ${name}`}
            </NavLink>
          ))}
        </nav>
      )}
      {source && (
        <Suspense
          // Starts over for another connection.
          key={source.slug}
          fallback={<p className="text-muted">Loading from {source.name}…</p>}
        >
          <VendorContent operator={operator} source={source} />
        </Suspense>
      )}
    </OperatorPage>
  );
}

type Props = { operator: SignedIn; source: { slug: string; name: string } };

async function VendorContent({ operator, source }: Props) {
  const { found = [], error } = await load(operator, source.slug);
  if (error) {
    return (
      <p role="alert" className="text-danger">
        {error}
      </p>
    );
  }
  if (found.length === 0) return <EmptyState>{source.name} has nothing to import.</EmptyState>;
  return <ImportForm action={importSelected.bind(null, source.slug)} found={found} />;
}

async function load(
  operator: SignedIn,
  connection: string,
): Promise<{ found?: Importable[]; error?: string }> {
  try {
    return { found: await listImportable(operator, connection) };
  } catch (error) {
    if (error instanceof ValidationError) return { error: error.message };
    throw error;
  }
}
