import type { Metadata } from "next";
import { NavLink } from "@/app/frame/nav-link";
import { Tile } from "@/app/ui/marks";
import { requireOperator } from "@/lib/auth/session";
import { fieldsOf } from "@/lib/catalogue/schema-fields";
import { dialects, findDialect } from "@/lib/dialects/registry";
import { OperatorPage } from "../../parts/operator-page";
import { create } from "../actions";
import { ConnectionForm } from "../connection-form";

export const metadata: Metadata = { title: "New connection" };

type Props = { searchParams: Promise<Record<string, string | string[] | undefined>> };

const way = [{ label: "Connections", href: "/operator/connections" }];

export default async function NewConnection({ searchParams }: Props) {
  await requireOperator("/operator/connections/new");
  const { vendor } = await searchParams;
  const dialect = findDialect(String(vendor));
  if (!dialect) return <Vendors />;
  return (
    <OperatorPage
      way={way}
      here={dialect.label}
      narrow
      title={
        <>
          <Tile letters={dialect.mark} hue={dialect.hue} size="large" />
          New {dialect.label} connection
        </>
      }
      sentence="What the host must know of your account there. Keys, names and dashboards come after it."
    >
      <ConnectionForm
        action={create}
        submit="Create connection"
        dialect={dialect.vendor}
        fields={fieldsOf(dialect.settings)}
        name={dialect.label}
        ttlSeconds={null}
        maxSeconds={dialect.maxSeconds}
      />
    </OperatorPage>
  );
}

function Vendors() {
  return (
    <OperatorPage
      way={way}
      here="New connection"
      title="New connection"
      sentence="Choose the vendor whose dashboards you want to show."
    >
      <ul className="grid gap-3 sm:grid-cols-2 lg:grid-cols-3">
        {dialects.map(({ vendor, label, mark, hue, kinds }) => (
          <li
            key={vendor}
            className="relative flex gap-3 rounded-lg border border-line bg-surface p-4 transition-colors hover:border-edge"
          >
            <Tile letters={mark} hue={hue} size="large" />
            <div className="min-w-0">
              <NavLink
                href={`/operator/connections/new?vendor=${vendor}`}
                className="font-semibold outline-none after:absolute after:inset-0 after:rounded-lg focus-visible:after:outline-2 focus-visible:after:outline-offset-2 focus-visible:after:outline-accent"
              >
                {label}
              </NavLink>
              <p className="text-sm text-muted">
                {Object.values(kinds)
                  .map((kind) => kind.label)
                  .join(", ")}
              </p>
            </div>
          </li>
        ))}
      </ul>
    </OperatorPage>
  );
}
