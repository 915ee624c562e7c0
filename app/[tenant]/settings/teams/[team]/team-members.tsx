import { z } from "zod";
import { MemberName, MemberStatus } from "@/app/[tenant]/settings/member-cells";
import { addMember, removeMember, searchNewMembers } from "@/app/[tenant]/settings/teams/actions";
import { route } from "@/components/shell/route";
import { AlertDialogButton } from "@/components/ui/alert-dialog";
import { Combobox } from "@/components/ui/combobox";
import { EmptyState } from "@/components/ui/empty-state";
import { FilterBar, FilterSearch } from "@/components/ui/filter-bar";
import { FormDialog } from "@/components/ui/form-dialog";
import { Pagination } from "@/components/ui/pagination";
import { Section } from "@/components/ui/section";
import { Cell, Row, Table } from "@/components/ui/table";
import { parseFilters } from "@/lib/filters";
import { parsePagination } from "@/lib/pagination";
import type { Viewer } from "@/lib/tenants/require-viewer";
import { findNewTeamMembers, listTeamMembers, type Team } from "@/lib/tenants/teams";

const columns = [{ label: "Member" }, { label: "Status" }, { label: "Actions", hideLabel: true }];

type Props = {
  viewer: Viewer;
  team: Team;
  searchParams: Readonly<Record<string, string | string[] | undefined>>;
};

export async function TeamMembers({ viewer, team, searchParams }: Props) {
  const { slug: tenant, name: tenantName } = viewer.tenant;
  const { values } = parseFilters({ q: z.string() }, searchParams);
  const [list, newMembers] = await Promise.all([
    listTeamMembers(viewer, team.id, parsePagination(searchParams)),
    findNewTeamMembers(viewer, team.id, ""),
  ]);
  const path = route(`/${tenant}/settings/teams/${team.slug}`);
  return (
    <Section
      title="Members"
      action={
        <FormDialog
          label="Add member"
          variant="primary"
          title={`Add a member to ${team.name}`}
          action={addMember.bind(null, tenant, team.id)}
          submitLabel="Add to team"
        >
          <Combobox
            name="member"
            label="Member"
            placeholder="Search by name or email"
            options={newMembers.map(({ userId, name, email }) => ({
              value: userId,
              label: name,
              description: email,
            }))}
            search={searchNewMembers.bind(null, tenant, team.id)}
            emptyMessage={`No other member of ${tenantName} matches`}
          />
        </FormDialog>
      }
    >
      {list.total === 0 && !values.q ? (
        <EmptyState>No members in this team yet.</EmptyState>
      ) : (
        <>
          <FilterBar path={path} values={values}>
            <FilterSearch label="Search by name or email" />
          </FilterBar>
          {list.total === 0 ? (
            <EmptyState>No members match this search.</EmptyState>
          ) : (
            <>
              <Table caption={`Members of ${team.name}`} columns={columns}>
                {list.rows.map((member) => (
                  <Row key={member.userId}>
                    <Cell>
                      <MemberName
                        member={member}
                        href={route(`/${tenant}/settings/members/${member.userId}`)}
                      />
                    </Cell>
                    <Cell>
                      <MemberStatus member={member} />
                    </Cell>
                    <Cell>
                      <AlertDialogButton
                        label="Remove from team"
                        title={`Remove ${member.name} from ${team.name}?`}
                        action={removeMember.bind(null, tenant, team.id, member.userId)}
                        submitLabel="Remove from team"
                      >
                        <p>
                          Dashboards they could open only through this team close within seconds.
                        </p>
                      </AlertDialogButton>
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
        </>
      )}
    </Section>
  );
}
