import { ConfirmButton } from "@/app/forms/confirm";
import { DialogForm } from "@/app/forms/dialog-form";
import { Text } from "@/app/forms/fields";
import { SearchedList } from "@/app/ui/list";
import { Part } from "@/app/ui/part";
import { Cell, Row } from "@/app/ui/table";
import type { Wanted } from "@/lib/page-of";
import { listTeamPeople, type TeamRow } from "@/lib/tenancy/teams";
import type { Viewer } from "@/lib/tenancy/viewer";
import { PersonName, PersonState } from "../../parts/person";
import { addPerson, removePerson } from "../actions";

const columns = [{ label: "Person" }, { label: "State" }, { label: "Action" }];

type Props = { viewer: Viewer; team: TeamRow; wanted: Wanted };

/** Who is in a team. */
export async function People({ viewer, team, wanted }: Props) {
  const list = await listTeamPeople(viewer, team.id, wanted);
  const base = `/${viewer.tenant.slug}/settings`;
  const path = `${base}/teams/${team.slug}`;
  const hidden = { tenant: viewer.tenant.slug, team: team.id };
  return (
    <Part
      title="People"
      action={
        <DialogForm
          label="Add a person"
          look="main"
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
              <PersonName of={one} href={`${base}/members/${one.userId}`} />
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
    </Part>
  );
}
