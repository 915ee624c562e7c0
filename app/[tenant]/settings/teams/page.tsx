import type { Metadata } from "next";
import { requireSettings } from "@/app/[tenant]/settings/require-settings";
import { SettingsPage } from "@/app/[tenant]/settings/settings-page";
import { NavLink } from "@/components/shell/nav-link";
import { Text } from "@/components/ui/old-fields";
import { DialogForm } from "@/components/ui/old-form-dialog";
import { SearchedList } from "@/components/ui/old-list";
import { Cell, Row } from "@/components/ui/table";
import { parsePagination } from "@/lib/pagination";
import { listTeams } from "@/lib/tenants/teams";
import { create } from "./actions";

export const metadata: Metadata = { title: "Teams" };

const columns = [
  { label: "Team" },
  { label: "People", numeric: true },
  { label: "Dashboards", numeric: true },
];

export default async function Teams({
  params,
  searchParams,
}: PageProps<"/[tenant]/settings/teams">) {
  const { tenant } = await params;
  const viewer = await requireSettings(tenant, "/teams", "team.list");
  const wanted = parsePagination(await searchParams);
  const list = await listTeams(viewer, wanted);
  const path = `/${tenant}/settings/teams`;
  const { locale } = viewer.user;
  const count = new Intl.NumberFormat(locale);
  return (
    <SettingsPage
      viewer={viewer}
      title="Teams"
      description="People who share what they may open. A person can be in several."
      action={
        <DialogForm
          label="New team"
          variant="primary"
          title="New team"
          action={create}
          submit="Create"
          hidden={{ tenant }}
        >
          <Text name="name" label="Name" maxLength={100} help="Such as Sales, or Finance." />
        </DialogForm>
      }
    >
      <SearchedList
        path={path}
        query={wanted.query}
        list={list}
        find="Find a team"
        caption="Teams"
        columns={columns}
        locale={locale}
        none="No teams yet. Make one to share a dashboard with some people and not with all."
        unfit="No team has that name."
      >
        {list.rows.map((team) => (
          <Row key={team.id}>
            <Cell>
              <NavLink
                href={`/${tenant}/settings/teams/${team.slug}`}
                className="font-medium wrap-anywhere hover:underline"
              >
                {team.name}
              </NavLink>
            </Cell>
            <Cell numeric>{count.format(team.people)}</Cell>
            <Cell numeric>{count.format(team.dashboards)}</Cell>
          </Row>
        ))}
      </SearchedList>
    </SettingsPage>
  );
}
