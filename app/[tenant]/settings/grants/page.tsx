import type { Metadata } from "next";
import { z } from "zod";
import { capabilityLabels } from "@/app/[tenant]/settings/labels";
import { requireSettings } from "@/app/[tenant]/settings/require-settings";
import { SettingsPage } from "@/app/[tenant]/settings/settings-page";
import { NavLink } from "@/components/shell/nav-link";
import { route } from "@/components/shell/route";
import { Tile } from "@/components/ui/avatar";
import { EmptyState } from "@/components/ui/empty-state";
import { FilterBar, FilterSearch } from "@/components/ui/filter-bar";
import { Pagination } from "@/components/ui/pagination";
import { Cell, Row, Table } from "@/components/ui/table";
import { type GrantRow, listGrants } from "@/lib/access/grants";
import { parseFilters } from "@/lib/filters";
import { parsePagination } from "@/lib/pagination";

export const metadata: Metadata = { title: "Sharing" };

const columns = [{ label: "Dashboard" }, { label: "Vendor" }, { label: "Shared with" }];

export default async function Sharing({
  params,
  searchParams,
}: PageProps<"/[tenant]/settings/grants">) {
  const { tenant } = await params;
  const viewer = await requireSettings(tenant, "/grants", "grant.list");
  const asked = await searchParams;
  const { values } = parseFilters({ q: z.string() }, asked);
  const list = await listGrants(viewer, parsePagination(asked));
  const path = route(`/${tenant}/settings/grants`);
  return (
    <SettingsPage
      viewer={viewer}
      title="Sharing"
      description={`Who in ${viewer.tenant.name} can open each dashboard, and what they can do there.`}
    >
      {list.total === 0 && !values.q ? (
        <EmptyState>
          {viewer.tenant.name} isn't connected to a vendor yet. Its dashboards appear here once your
          site's operator connects one.
        </EmptyState>
      ) : (
        <>
          <FilterBar path={path} values={values}>
            <FilterSearch label="Search dashboards" />
          </FilterBar>
          {list.total === 0 ? (
            <EmptyState>No dashboards match this search.</EmptyState>
          ) : (
            <>
              <Table caption="Dashboards and who can open them" columns={columns}>
                {list.rows.map((dashboard) => (
                  <Row key={dashboard.slug}>
                    <Cell>
                      <NavLink
                        href={route(`/${tenant}/settings/grants/${dashboard.slug}`)}
                        className="font-medium hover:underline"
                      >
                        {dashboard.title}
                      </NavLink>
                      <span className="block text-sm text-muted">{dashboard.kindLabel}</span>
                    </Cell>
                    <Cell>
                      <span className="flex items-center gap-2.5">
                        <Tile letters={dashboard.vendorMark} hue={dashboard.vendorHue} />
                        {dashboard.vendorLabel}
                      </span>
                    </Cell>
                    <Cell>
                      <SharedWith grants={dashboard.grants} />
                    </Cell>
                  </Row>
                ))}
              </Table>
              <Pagination
                list={list}
                noun={["dashboard", "dashboards"]}
                path={path}
                searchParams={values}
                locale={viewer.user.locale}
              />
            </>
          )}
        </>
      )}
    </SettingsPage>
  );
}

const shownGrants = 3;

function SharedWith({ grants }: { grants: readonly GrantRow[] }) {
  if (grants.length === 0) return <span className="text-muted">No one</span>;
  const rest = grants.length - shownGrants;
  return (
    <ul>
      {grants.slice(0, shownGrants).map(({ team, capabilities }) => (
        <li key={team?.id ?? ""}>
          {team?.name ?? "Everyone"}{" "}
          <span className="text-sm text-muted">
            {capabilities.map((one) => capabilityLabels[one].label.toLowerCase()).join(", ")}
          </span>
        </li>
      ))}
      {rest > 0 && <li className="text-sm text-muted">and {rest} more</li>}
    </ul>
  );
}
