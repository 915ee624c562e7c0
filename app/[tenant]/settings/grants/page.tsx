import type { Metadata } from "next";
import { capabilityWords } from "@/app/[tenant]/settings/labels";
import { requireSettings } from "@/app/[tenant]/settings/require-settings";
import { SettingsPage } from "@/app/[tenant]/settings/settings-page";
import { NavLink } from "@/components/shell/nav-link";
import { Tile } from "@/components/ui/avatar";
import { SearchedList } from "@/components/ui/old-list";
import { Cell, Row } from "@/components/ui/table";
import { type GrantRow, listGrants } from "@/lib/access/grants";
import { parsePagination } from "@/lib/pagination";

export const metadata: Metadata = { title: "Grants" };

const columns = [{ label: "Dashboard" }, { label: "Vendor" }, { label: "Shared with" }];

export default async function Grants({
  params,
  searchParams,
}: PageProps<"/[tenant]/settings/grants">) {
  const { tenant } = await params;
  const viewer = await requireSettings(tenant, "/grants", "grant.list");
  const wanted = parsePagination(await searchParams);
  const list = await listGrants(viewer, wanted);
  const path = `/${tenant}/settings/grants`;
  return (
    <SettingsPage
      viewer={viewer}
      title="Grants"
      description={`Which dashboard is shared with everybody in ${viewer.tenant.name} or with a team, and what they may do there.`}
    >
      <SearchedList
        path={path}
        query={wanted.query}
        list={list}
        find="Find a dashboard"
        caption="Dashboards and who may open them"
        columns={columns}
        locale={viewer.user.locale}
        none={`No vendor knows ${viewer.tenant.name} yet. Whoever runs this site connects one; its dashboards then appear here.`}
        unfit="No dashboard has that title."
      >
        {list.rows.map((one) => (
          <Row key={one.slug}>
            <Cell>
              <NavLink
                href={`/${tenant}/settings/grants/${one.slug}`}
                className="font-medium hover:underline"
              >
                {one.title}
              </NavLink>
              <span className="block text-sm text-muted">{one.kindLabel}</span>
            </Cell>
            <Cell>
              <span className="flex items-center gap-2.5">
                <Tile letters={one.vendorMark} hue={one.vendorHue} />
                {one.vendorLabel}
              </span>
            </Cell>
            <Cell>
              <SharedWith grants={one.grants} />
            </Cell>
          </Row>
        ))}
      </SearchedList>
    </SettingsPage>
  );
}

const shown = 3;

function SharedWith({ grants }: { grants: readonly GrantRow[] }) {
  if (grants.length === 0) return <span className="text-muted">Nobody</span>;
  const rest = grants.length - shown;
  return (
    <ul>
      {grants.slice(0, shown).map(({ team, capabilities }) => (
        <li key={team?.id ?? ""}>
          {team?.name ?? "Everybody"}{" "}
          <span className="text-sm text-muted">
            {capabilities.map((one) => capabilityWords[one].label.toLowerCase()).join(", ")}
          </span>
        </li>
      ))}
      {rest > 0 && <li className="text-sm text-muted">and {rest} more</li>}
    </ul>
  );
}
