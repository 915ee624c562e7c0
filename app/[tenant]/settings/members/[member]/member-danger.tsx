import { remove, resume, suspend } from "@/app/[tenant]/settings/members/actions";
import { ConfirmButton } from "@/components/ui/old-alert-dialog";
import { Section } from "@/components/ui/section";

type Props = {
  tenant: string;
  tenantName: string;
  member: string;
  name: string;
  email: string;
  suspended: boolean;
};

/** What takes somebody's access away, apart from the rest and never by one click. */
export function MemberDanger({ tenant, tenantName, member, name, email, suspended }: Props) {
  const hidden = { tenant, member };
  return (
    <Section title="Access">
      <div className="flex flex-wrap gap-2">
        {suspended ? (
          <ConfirmButton
            label="Resume"
            title={`Let ${name} in again?`}
            action={resume}
            submit="Let them in"
            hidden={hidden}
          >
            <p>Their role, region and teams are as they were.</p>
          </ConfirmButton>
        ) : (
          <ConfirmButton
            label="Suspend"
            title={`Suspend ${name}?`}
            action={suspend}
            submit="Suspend"
            hidden={hidden}
          >
            <p>
              Their open dashboards of {tenantName} end within seconds. Their role, region and teams
              are kept.
            </p>
          </ConfirmButton>
        )}
        <ConfirmButton
          label="Remove"
          title={`Remove ${name} from ${tenantName}?`}
          action={remove}
          submit="Remove"
          hidden={hidden}
          typed={email}
        >
          <p>
            Their open dashboards end within seconds, and role, region and teams are forgotten. What
            they did stays in the audit.
          </p>
        </ConfirmButton>
      </div>
    </Section>
  );
}
