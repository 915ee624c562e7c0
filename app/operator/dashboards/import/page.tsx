import type { Metadata } from "next";
import { takeOver } from "@/app/operator/dashboards/actions";
import { OperatorPage } from "@/app/operator/operator-page";
import { NavLink } from "@/components/shell/nav-link";
import { buttonClass } from "@/components/ui/button-class";
import { EmptyState } from "@/components/ui/empty-state";
import { requireOperator, type SignedIn } from "@/lib/auth/session";
import { type Importable, listImportable, listImportSources } from "@/lib/connections/import";
import { ValidationError } from "@/lib/validation";
import { ImportForm } from "./import-form";

export const metadata: Metadata = { title: "Import" };

const path = "/operator/dashboards/import";

export default async function Import({ searchParams }: PageProps<"/operator/dashboards/import">) {
  const operator = await requireOperator(path);
  const [sources, { connection }] = await Promise.all([listImportSources(operator), searchParams]);
  const source = sources.find(({ slug }) => slug === connection);
  const found = source && (await ask(operator, source.slug));
  return (
    <OperatorPage
      way={[{ label: "Catalogue", href: "/operator/dashboards" }]}
      here="Import"
      narrow
      title="Import"
      description="Takes over dashboards from a vendor that lists what it has. Nobody sees them until they are shared."
    >
      {sources.length === 0 ? (
        <EmptyState>No connected vendor lists its content. Paste an address instead.</EmptyState>
      ) : (
        <nav aria-label="Connections" className="mb-6 flex flex-wrap gap-2">
          {sources.map((one) => (
            <NavLink
              key={one.slug}
              href={`${path}?connection=${one.slug}`}
              className={buttonClass("secondary")}
            >
              {source?.slug === one.slug ? `Ask ${one.name} again` : `Ask ${one.name}`}
            </NavLink>
          ))}
        </nav>
      )}
      {typeof found === "string" && (
        <p role="alert" className="text-danger">
          {found}
        </p>
      )}
      {source && Array.isArray(found) && found.length === 0 && (
        <EmptyState>{source.name} lists nothing that this connection could show.</EmptyState>
      )}
      {source && Array.isArray(found) && found.length > 0 && (
        <ImportForm action={takeOver} connection={source.slug} found={found} />
      )}
    </OperatorPage>
  );
}

/** What the vendor has, or why that cannot be told. */
async function ask(operator: SignedIn, connection: string): Promise<Importable[] | string> {
  try {
    return await listImportable(operator, connection);
  } catch (error) {
    if (error instanceof ValidationError) return error.message;
    throw error;
  }
}
