import type { Metadata } from "next";
import { NavLink } from "@/app/frame/nav-link";
import { buttonClass } from "@/app/ui/button-class";
import { Empty } from "@/app/ui/part";
import { requireOperator, type SignedIn } from "@/lib/auth/session";
import { type Importable, listImportable, listImportSources } from "@/lib/catalogue/import";
import { ChangeRefused } from "@/lib/refused";
import { OperatorPage } from "../../parts/operator-page";
import { takeOver } from "../actions";
import { ImportForm } from "./import-form";

export const metadata: Metadata = { title: "Import" };

type Props = { searchParams: Promise<Record<string, string | string[] | undefined>> };

const path = "/operator/catalogue/import";

export default async function Import({ searchParams }: Props) {
  const operator = await requireOperator(path);
  const [sources, { connection }] = await Promise.all([listImportSources(operator), searchParams]);
  const source = sources.find(({ slug }) => slug === connection);
  const found = source && (await ask(operator, source.slug));
  return (
    <OperatorPage
      way={[{ label: "Catalogue", href: "/operator/catalogue" }]}
      here="Import"
      narrow
      title="Import"
      sentence="Takes over dashboards from a vendor that lists what it has. Nobody sees them until they are shared."
    >
      {sources.length === 0 ? (
        <Empty>No connected vendor lists its content. Paste an address instead.</Empty>
      ) : (
        <nav aria-label="Connections" className="mb-6 flex flex-wrap gap-2">
          {sources.map((one) => (
            <NavLink
              key={one.slug}
              href={`${path}?connection=${one.slug}`}
              className={buttonClass("plain")}
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
        <Empty>{source.name} lists nothing that this connection could show.</Empty>
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
    if (error instanceof ChangeRefused) return error.message;
    throw error;
  }
}
