"use client";
import { useState } from "react";
import { add } from "@/app/[tenant]/settings/members/actions";
import { RegionField } from "@/app/[tenant]/settings/region-field";
import { Button } from "@/components/ui/button";
import { CopyLink } from "@/components/ui/copy-link";
import { Boxes, type Option, Radios, Text } from "@/components/ui/old-fields";
import { ActionForm } from "@/components/ui/old-form";

type Props = {
  tenant: string;
  roles: readonly (Option & { help: string })[];
  teams: readonly Option[];
  regions: readonly string[];
  /** Until a link expires. */
  days: number;
};

/** Somebody new; their link is shown in the form's place. */
export function AddForm({ tenant, roles, teams, regions, days }: Props) {
  const [link, setLink] = useState<string | null>(null);
  if (link !== null) {
    return (
      <div className="grid justify-items-start gap-4">
        <CopyLink
          link={link}
          label="Invitation link"
          description={`Send this link to them. It's shown only once, works only for their email address, and expires in ${days} days.`}
        />
        <Button onClick={() => setLink(null)}>Invite another person</Button>
      </div>
    );
  }
  return (
    <ActionForm
      action={add}
      submit="Invite"
      busyWords="Inviting"
      hidden={{ tenant }}
      onDone={(state) => state.link && setLink(state.link)}
    >
      <Text name="email" label="Email" type="email" autoCapitalize="none" maxLength={254} />
      <Radios name="role" legend="Role" defaultValue="member" options={roles} />
      <RegionField regions={regions} value={null} />
      {teams.length > 0 && <Boxes name="teams" label="Teams" options={teams} defaultValue={[]} />}
    </ActionForm>
  );
}
