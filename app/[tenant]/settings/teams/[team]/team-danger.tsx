import { remove } from "@/app/[tenant]/settings/teams/actions";
import { ConfirmButton } from "@/components/ui/old-alert-dialog";

type Props = { hidden: Readonly<Record<string, string>>; name: string };

export function TeamDanger({ hidden, name }: Props) {
  return (
    <ConfirmButton
      label="Delete the team"
      title={`Delete ${name}?`}
      action={remove}
      submit="Delete"
      hidden={hidden}
      typed={name}
    >
      <p>
        Its grants and its names at the vendors go with it, and open dashboards that only this team
        may see end within seconds. Its people stay.
      </p>
    </ConfirmButton>
  );
}
