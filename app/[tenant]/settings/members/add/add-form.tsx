"use client";
import { useState } from "react";
import { RegionField } from "@/app/[tenant]/settings/region-field";
import { Button } from "@/components/ui/button";
import { CheckboxGroup } from "@/components/ui/checkbox-group";
import { CopyLink } from "@/components/ui/copy-link";
import { Form } from "@/components/ui/form";
import type { FormAction } from "@/components/ui/form-state";
import type { Option } from "@/components/ui/option";
import { RadioGroup } from "@/components/ui/radio-group";
import { TextField } from "@/components/ui/text-field";

type Props = {
  action: FormAction<{ link: string }>;
  roles: readonly Option[];
  teams: readonly Option[];
  regions: readonly string[];
  expiresInDays: number;
};

/** The link of a sent invitation replaces the form. */
export function AddForm({ action, roles, teams, regions, expiresInDays }: Props) {
  const [link, setLink] = useState<string | null>(null);
  if (link !== null) {
    return (
      <div className="grid justify-items-start gap-4">
        <CopyLink
          link={link}
          label="Invitation link"
          description={`Send this link to them. It's shown only once, works only for their email address, and expires in ${expiresInDays} days.`}
        />
        <Button onClick={() => setLink(null)}>Invite another person</Button>
      </div>
    );
  }
  return (
    <Form
      action={action}
      submitLabel="Invite"
      pendingLabel="Inviting…"
      onSuccess={({ result }) => result && setLink(result.link)}
    >
      <TextField name="email" label="Email" type="email" maxLength={254} />
      <RadioGroup name="role" label="Role" defaultValue="member" options={roles} />
      <RegionField regions={regions} defaultValue={null} />
      {teams.length > 0 && <CheckboxGroup name="teams" label="Teams" options={teams} />}
    </Form>
  );
}
