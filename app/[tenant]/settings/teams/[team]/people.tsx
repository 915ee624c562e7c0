import { PersonName, PersonState } from "@/app/[tenant]/settings/person";
import { addPerson, removePerson } from "@/app/[tenant]/settings/teams/actions";
import { route } from "@/components/shell/route";
import { ConfirmButton } from "@/components/ui/old-alert-dialog";
import { Text } from "@/components/ui/old-fields";
import { DialogForm } from "@/components/ui/old-form-dialog";
import { SearchedList } from "@/components/ui/old-list";
import { Section } from "@/components/ui/section";
import { Cell, Row } from "@/components/ui/table";
import type { Pagination } from "@/lib/pagination";
import type { Viewer } from "@/lib/tenants/require-viewer";
import { listTeamPeople, type TeamRow } from "@/lib/tenants/teams";

const columns = [{ label: "Person" }, { label: "State" }, { label: "Action" }];

type Props = { viewer: Viewer; team: TeamRow; wanted: Pagination };

/** Who is in a team. */
export async function People({ viewer, team, wanted }: Props) {
  const list = await listTeamPeople(viewer, team.id, wanted);
  const base = `/${viewer.tenant.slug}/settings`;
  const path = `${base}/teams/${team.slug}`;
  const hidden = { tenant: viewer.tenant.slug, team: team.id };
  return (
    <Section
      title="People"
      action={
        <DialogForm
          label="Add a person"
          variant="primary"
          title={`Add a person to ${team.name}`}
          action={addPerson}
          submit="Add"
          hidden={hidden}
        >
          <Text
            name="email"
            label="Email"
            type="email"
            autoCapitalize="none"
            help={`Of somebody who belongs to ${viewer.tenant.name}.`}
          />
        </DialogForm>
      }
    >
      <SearchedList
        path={path}
        query={wanted.query}
        list={list}
        find="Find by name or email"
        caption={`People of ${team.name}`}
        columns={columns}
        locale={viewer.user.locale}
        none="Nobody is in this team yet."
        unfit="Nobody in this team fits that."
      >
        {list.rows.map((one) => (
          <Row key={one.userId}>
            <Cell>
              <PersonName
                of={one}
                href={route(`/${viewer.tenant.slug}/settings/members/${one.userId}`)}
              />
            </Cell>
            <Cell>
              <PersonState of={one} />
            </Cell>
            <Cell>
              <ConfirmButton
                label="Take out"
                title={`Take ${one.name} out of ${team.name}?`}
                action={removePerson}
                submit="Take out"
                hidden={{ ...hidden, member: one.userId }}
              >
                <p>What only this team may open ends for them within seconds.</p>
              </ConfirmButton>
            </Cell>
          </Row>
        ))}
      </SearchedList>
    </Section>
  );
}
