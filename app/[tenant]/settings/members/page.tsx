import type { Metadata } from "next";
import { Suspense } from "react";
import { z } from "zod";
import { roleLabels, roleOptions } from "@/app/[tenant]/settings/labels";
import { MemberName, MemberStatus } from "@/app/[tenant]/settings/member-cells";
import { requireSettings } from "@/app/[tenant]/settings/require-settings";
import { SettingsPage } from "@/app/[tenant]/settings/settings-page";
import { NavLink } from "@/components/shell/nav-link";
import { route } from "@/components/shell/route";
import { buttonClass } from "@/components/ui/button-class";
import { EmptyState } from "@/components/ui/empty-state";
import { FilterBar, FilterSearch, FilterSelect } from "@/components/ui/filter-bar";
import { Pagination } from "@/components/ui/pagination";
import { Section } from "@/components/ui/section";
import { TableSkeleton } from "@/components/ui/skeleton";
import { Cell, Row, Table } from "@/components/ui/table";
import { parseFilters } from "@/lib/filters";
import { parsePagination } from "@/lib/pagination";
import { listMembers, type Member } from "@/lib/tenants/members";
import { memberStates, roles } from "@/lib/tenants/schema";
import { listTeamNames } from "@/lib/tenants/teams";
import { Invitations } from "./invitations";

export const metadata: Metadata = { title: "Members" };

const columns = [
  { label: "Member" },
  { label: "Role" },
  { label: "Region" },
  { label: "Teams" },
  { label: "Status" },
];

export default async function Members({
  params,
  searchParams,
}: PageProps<"/[tenant]/settings/members">) {
  const { tenant } = await params;
  const viewer = await requireSettings(tenant, "/members", "member.list");
  const asked = await searchParams;
  const teams = await listTeamNames(viewer);
  const { filters, values, problems } = parseFilters(
    {
      q: z.string(),
      role: z.enum(roles),
      team: z.enum(teams.map(({ slug }) => slug)),
      state: z.enum(memberStates),
    },
    asked,
  );
  const list = await listMembers(viewer, { ...parsePagination(asked), ...filters });
  const path = route(`/${tenant}/settings/members`);
  return (
    <SettingsPage
      viewer={viewer}
      title="Members"
      description={`Members of ${viewer.tenant.name}, their roles, and which data they can see.`}
      action={
        <NavLink href={route(`/${tenant}/settings/members/add`)} className={buttonClass("primary")}>
          Invite a member
        </NavLink>
      }
    >
      <FilterBar path={path} values={values} problems={problems}>
        <FilterSearch label="Search by name or email" />
        <FilterSelect name="role" label="Role" allLabel="All roles" options={roleOptions(true)} />
        {teams.length > 0 && (
          <FilterSelect
            name="team"
            label="Team"
            allLabel="All teams"
            options={teams.map(({ slug, name }) => ({ value: slug, label: name }))}
          />
        )}
        <FilterSelect
          name="state"
          label="Status"
          allLabel="All statuses"
          options={[
            { value: "active", label: "Active" },
            { value: "suspended", label: "Suspended" },
          ]}
        />
      </FilterBar>
      {list.rows.length === 0 ? (
        <EmptyState>No members match these filters.</EmptyState>
      ) : (
        <>
          <Table caption="Members" columns={columns}>
            {list.rows.map((member) => (
              <Row key={member.userId}>
                <Cell>
                  <MemberName
                    member={member}
                    href={route(`/${tenant}/settings/members/${member.userId}`)}
                  />
                </Cell>
                <Cell>{roleLabels[member.role].label}</Cell>
                <Cell>{member.region ?? <span className="text-muted">All</span>}</Cell>
                <Cell>
                  <Teams teams={member.teams} />
                </Cell>
                <Cell>
                  <MemberStatus member={member} />
                </Cell>
              </Row>
            ))}
          </Table>
          <Pagination
            list={list}
            noun={["member", "members"]}
            path={path}
            searchParams={values}
            locale={viewer.user.locale}
          />
        </>
      )}
      <Section title="Invitations">
        <Suspense fallback={<TableSkeleton />}>
          <Invitations
            viewer={viewer}
            path={path}
            wanted={parsePagination({ q: asked.q, page: asked.invitations })}
          />
        </Suspense>
      </Section>
    </SettingsPage>
  );
}

const shownTeams = 3;

function Teams({ teams }: { teams: Member["teams"] }) {
  if (teams.length === 0) return <span className="text-muted">None</span>;
  const names = teams.map(({ name }) => name);
  const rest = names.length - shownTeams;
  return (
    <span title={rest > 0 ? names.join(", ") : undefined}>
      {names.slice(0, shownTeams).join(", ")}
      {rest > 0 && ` and ${rest} more`}
    </span>
  );
}
