"use client";
import { useState } from "react";
import type { OwnerInvitation } from "@/app/operator/tenants/actions";
import { CopyLink } from "@/components/ui/copy-link";
import { Form } from "@/components/ui/form";
import type { FormAction } from "@/components/ui/form-state";
import { TextField } from "@/components/ui/text-field";

type Props = {
  action: FormAction<OwnerInvitation>;
  /** How long the link is valid. */
  days: number;
};

export function OwnerForm({ action, days }: Props) {
  const [link, setLink] = useState<string | null>(null);
  if (link) {
    return (
      <CopyLink
        link={link}
        label="Invitation link"
        description={`Send this link to the new owner. It works once, within ${days} days, and isn't shown again.`}
      />
    );
  }
  return (
    <Form
      action={action}
      submitLabel="Add owner"
      pendingLabel="Adding…"
      variant="secondary"
      onSuccess={({ result }) => setLink(result?.link ?? null)}
    >
      <TextField
        name="email"
        label="Email of the first owner"
        type="email"
        description="A member becomes owner at once. Anyone else needs the link you'll get here."
      />
    </Form>
  );
}
