"use client";
import { useState } from "react";
import { CopyLink } from "@/components/ui/copy-link";
import { Text } from "@/components/ui/old-fields";
import { ActionForm } from "@/components/ui/old-form";
import type { FormAction } from "@/components/ui/old-form-state";

type Props = { action: FormAction; tenant: string; days: number };

/** Names the first owner: a member is owner at once, anybody else gets a link. */
export function FirstOwner({ action, tenant, days }: Props) {
  const [link, setLink] = useState<string | null>(null);
  if (link)
    return (
      <CopyLink
        link={link}
        label="Invitation link"
        description={`Send this link to them. It's shown only once, works only for their email address, and expires in ${days} days.`}
      />
    );
  return (
    <ActionForm
      action={action}
      submit="Add owner"
      variant="secondary"
      hidden={{ tenant }}
      onDone={(state) => setLink(state.link ?? null)}
    >
      <Text
        name="email"
        label="Email of the first owner"
        type="email"
        inputMode="email"
        help="A member of this tenant is owner at once. Anybody else gets a link that works once."
      />
    </ActionForm>
  );
}
