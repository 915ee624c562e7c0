import type { Metadata } from "next";
import { z } from "zod";
import { requireSettings } from "@/app/[tenant]/settings/require-settings";
import { SettingsPage } from "@/app/[tenant]/settings/settings-page";
import { NavLink } from "@/components/shell/nav-link";
import { route } from "@/components/shell/route";
import { EmptyState } from "@/components/ui/empty-state";
import { FilterBar, FilterSearch } from "@/components/ui/filter-bar";
import { FormDialog } from "@/components/ui/form-dialog";
import { Pagination } from "@/components/ui/pagination";
import { Cell, Row, Table } from "@/components/ui/table";
import { TextField } from "@/components/ui/text-field";
import { parseFilters } from "@/lib/filters";
import { parsePagination } from "@/lib/pagination";
import { listTeams } from "@/lib/tenants/teams";
import { create } from "./actions";

export const metadata: Metadata = { title: "Teams" };

const columns = [
  { label: "Team" },
  { label: "Members", numeric: true },
  { label: "Dashboards", numeric: true },
];

export default async function Teams({
  params,
  searchParams,
}: PageProps<"/[tenant]/settings/teams">) {
  const { tenant } = await params;
  const viewer = await requireSettings(tenant, "/teams", "team.list");
  const asked = await searchParams;
  const { values } = parseFilters({ q: z.string() }, asked);
  const list = await listTeams(viewer, parsePagination(asked));
  const path = route(`/${tenant}/settings/teams`);
  const { locale } = viewer.user;
  const count = new Intl.NumberFormat(locale);
  return (
    <SettingsPage
      viewer={viewer}
      title="Teams"
      description="Share dashboards with a group of members. A member can be in several teams."
      action={
        <FormDialog
          label="New team"
          variant="primary"
          title="New team"
          action={create.bind(null, tenant)}
          submitLabel="Create team"
        >
          <TextField
            name="name"
            label="Name"
            maxLength={100}
            description="For example, Sales or Finance."
          />
        </FormDialog>
      }
    >
      {list.total === 0 && !values.q ? (
        <EmptyState>
          No teams yet. Create one to share dashboards with some members only.
        </EmptyState>
      ) : (
        <>
          <FilterBar path={path} values={values}>
            <FilterSearch label="Search teams" />
          </FilterBar>
          {list.total === 0 ? (
            <EmptyState>No teams match this search.</EmptyState>
          ) : (
            <>
              <Table caption="Teams" columns={columns}>
                {list.rows.map((team) => (
                  <Row key={team.id}>
                    <Cell>
                      <NavLink
                        href={route(`/${tenant}/settings/teams/${team.slug}`)}
                        className="font-medium wrap-anywhere hover:underline"
                      >
                        {team.name}
                      </NavLink>
                    </Cell>
                    <Cell numeric>{count.format(team.members)}</Cell>
                    <Cell numeric>{count.format(team.dashboards)}</Cell>
                  </Row>
                ))}
              </Table>
              <Pagination
                list={list}
                noun={["team", "teams"]}
                path={path}
                searchParams={values}
                locale={locale}
              />
            </>
          )}
        </>
      )}
    </SettingsPage>
  );
}
