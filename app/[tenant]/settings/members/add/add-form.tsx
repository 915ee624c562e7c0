"use client";
import { useState } from "react";
import { ActionForm } from "@/app/forms/action-form";
import { Boxes, type Option, Radios, Text } from "@/app/forms/fields";
import { OneLink } from "@/app/forms/one-link";
import { Button } from "@/app/ui/button";
import { RegionField } from "../../parts/region-field";
import { add } from "../actions";

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
        <OneLink link={link} days={days} />
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
