import type { Metadata } from "next";
import { NavLink } from "@/app/frame/nav-link";
import { buttonClass } from "@/app/ui/button-class";
import { FilterChoice, Filters, Pager } from "@/app/ui/list";
import { Empty, Part } from "@/app/ui/part";
import { Cell, Row, Table } from "@/app/ui/table";
import { wantedOf } from "@/lib/page-of";
import { listMembers, type MemberRow, membersWanted } from "@/lib/tenancy/members";
import { teamChoices } from "@/lib/tenancy/teams";
import { requireSettings } from "../gate";
import { PersonName, PersonState } from "../parts/person";
import { SettingsPage } from "../parts/settings-page";
import { roleWords, sortedRoles } from "../words";
import { Invitations } from "./invitations";

export const metadata: Metadata = { title: "Members" };

type Props = {
  params: Promise<{ tenant: string }>;
  searchParams: Promise<Record<string, string | string[] | undefined>>;
};

const columns = [
  { label: "Person" },
  { label: "Role" },
  { label: "Region" },
  { label: "Teams" },
  { label: "State" },
];

export default async function Members({ params, searchParams }: Props) {
  const { tenant } = await params;
  const viewer = await requireSettings(tenant, "/members", "member.list");
  const asked = await searchParams;
  const wanted = membersWanted(wantedOf(asked), asked);
  const [list, teams] = await Promise.all([listMembers(viewer, wanted), teamChoices(viewer)]);
  const path = `/${tenant}/settings/members`;
  const { query, role, team, state } = wanted;
  return (
    <SettingsPage
      viewer={viewer}
      title="Members"
      sentence={`The people of ${viewer.tenant.name}, what they may do here, and what narrows what they see.`}
      action={
        <NavLink href={`${path}/add`} className={buttonClass("main")}>
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
        <Empty>Nobody here fits that. Try fewer letters, or another filter.</Empty>
      ) : (
        <Table caption="Members" columns={columns}>
          {list.rows.map((one) => (
            <Row key={one.userId}>
              <Cell>
                <PersonName of={one} href={`${path}/${one.userId}`} />
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
      <Part title="Invited">
        <Invitations
          viewer={viewer}
          path={path}
          wanted={wantedOf({ q: query, page: asked.invited })}
        />
      </Part>
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
