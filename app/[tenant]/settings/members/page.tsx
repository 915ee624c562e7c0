import type { Metadata } from "next";
import { roleWords, sortedRoles } from "@/app/[tenant]/settings/labels";
import { PersonName, PersonState } from "@/app/[tenant]/settings/person";
import { requireSettings } from "@/app/[tenant]/settings/require-settings";
import { SettingsPage } from "@/app/[tenant]/settings/settings-page";
import { NavLink } from "@/components/shell/nav-link";
import { route } from "@/components/shell/route";
import { buttonClass } from "@/components/ui/button-class";
import { EmptyState } from "@/components/ui/empty-state";
import { FilterChoice, Filters, Pager } from "@/components/ui/old-list";
import { Section } from "@/components/ui/section";
import { Cell, Row, Table } from "@/components/ui/table";
import { parsePagination } from "@/lib/pagination";
import { listMembers, type MemberRow, membersWanted } from "@/lib/tenants/members";
import { teamChoices } from "@/lib/tenants/teams";
import { Invitations } from "./invitations";

export const metadata: Metadata = { title: "Members" };

const columns = [
  { label: "Person" },
  { label: "Role" },
  { label: "Region" },
  { label: "Teams" },
  { label: "State" },
];

export default async function Members({
  params,
  searchParams,
}: PageProps<"/[tenant]/settings/members">) {
  const { tenant } = await params;
  const viewer = await requireSettings(tenant, "/members", "member.list");
  const asked = await searchParams;
  const wanted = membersWanted(parsePagination(asked), asked);
  const [list, teams] = await Promise.all([listMembers(viewer, wanted), teamChoices(viewer)]);
  const path = `/${tenant}/settings/members`;
  const { query, role, team, state } = wanted;
  return (
    <SettingsPage
      viewer={viewer}
      title="Members"
      description={`The people of ${viewer.tenant.name}, what they may do here, and what narrows what they see.`}
      action={
        <NavLink href={`/${tenant}/settings/members/add`} className={buttonClass("primary")}>
          Add a person
        </NavLink>
      }
    >
      <Filters path={path} search={{ label: "Find by name or email", query }}>
        <FilterChoice
          name="role"
          label="Role"
          all="All roles"
          value={role}
          options={sortedRoles.map((value) => ({ value, label: roleWords[value].label }))}
        />
        {teams.length > 0 && (
          <FilterChoice
            name="team"
            label="Team"
            all="All teams"
            value={team}
            options={teams.map(({ slug, name }) => ({ value: slug, label: name }))}
          />
        )}
        <FilterChoice
          name="state"
          label="State"
          all="Active and suspended"
          value={state}
          options={[
            { value: "active", label: "Active" },
            { value: "suspended", label: "Suspended" },
          ]}
        />
      </Filters>
      {list.rows.length === 0 ? (
        <EmptyState>Nobody here fits that. Try fewer letters, or another filter.</EmptyState>
      ) : (
        <Table caption="Members" columns={columns}>
          {list.rows.map((one) => (
            <Row key={one.userId}>
              <Cell>
                <PersonName of={one} href={route(`/${tenant}/settings/members/${one.userId}`)} />
              </Cell>
              <Cell>{roleWords[one.role].label}</Cell>
              <Cell>{one.region ?? <span className="text-muted">All</span>}</Cell>
              <Cell>
                <Teams of={one} />
              </Cell>
              <Cell>
                <PersonState of={one} />
              </Cell>
            </Row>
          ))}
        </Table>
      )}
      <Pager
        path={path}
        parameters={{ q: query, role, team, state }}
        {...list}
        locale={viewer.user.locale}
      />
      <Section title="Invited">
        <Invitations
          viewer={viewer}
          path={path}
          wanted={parsePagination({ q: query, page: asked.invited })}
        />
      </Section>
    </SettingsPage>
  );
}

const shown = 3;

function Teams({ of: { teams } }: { of: MemberRow }) {
  if (teams.length === 0) return <span className="text-muted">None</span>;
  const names = teams.map(({ name }) => name);
  const rest = names.length - shown;
  return (
    <span title={rest > 0 ? names.join(", ") : undefined}>
      {names.slice(0, shown).join(", ")}
      {rest > 0 && ` and ${rest} more`}
    </span>
  );
}
