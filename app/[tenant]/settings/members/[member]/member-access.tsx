import { remove, resume, suspend } from "@/app/[tenant]/settings/members/actions";
import { AlertDialogButton } from "@/components/ui/alert-dialog";
import { FormDialog } from "@/components/ui/form-dialog";
import { Section } from "@/components/ui/section";
import type { Member } from "@/lib/tenants/members";

type Props = {
  tenant: { slug: string; name: string };
  member: Pick<Member, "userId" | "name" | "email" | "suspended">;
};

/** Suspends, restores or removes a member, always after a confirmation. */
export function MemberAccess({ tenant, member }: Props) {
  const { userId, name, email, suspended } = member;
  return (
    <Section title="Access">
      <div className="flex flex-wrap gap-2">
        {suspended ? (
          <FormDialog
            label="Restore access"
            title={`Restore access for ${name}?`}
            description="They keep the role, region, and teams they had."
            action={resume.bind(null, tenant.slug, userId)}
            submitLabel="Restore access"
          />
        ) : (
          <AlertDialogButton
            label="Suspend"
            title={`Suspend ${name}?`}
            action={suspend.bind(null, tenant.slug, userId)}
            submitLabel="Suspend member"
          >
            <p>
              Their open dashboards in {tenant.name} close within seconds. They keep their role,
              region, and teams.
            </p>
          </AlertDialogButton>
        )}
        <AlertDialogButton
          label="Remove"
          title={`Remove ${name} from ${tenant.name}?`}
          action={remove.bind(null, tenant.slug, userId)}
          submitLabel="Remove member"
          confirmText={email}
        >
          <p>
            Their open dashboards close within seconds, and they lose their role, region, and teams.
            Their audit log entries stay.
          </p>
        </AlertDialogButton>
      </div>
    </Section>
  );
}
