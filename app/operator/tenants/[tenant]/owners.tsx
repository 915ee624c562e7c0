"use client";
import { useState } from "react";
import { ActionForm } from "@/app/forms/action-form";
import { Text } from "@/app/forms/fields";
import type { FormAction } from "@/app/forms/form-state";
import { OneLink } from "@/app/forms/one-link";

type Props = { action: FormAction; tenant: string; days: number };

/** Names the first owner: a member is owner at once, anybody else gets a link. */
export function FirstOwner({ action, tenant, days }: Props) {
  const [link, setLink] = useState<string | null>(null);
  if (link) return <OneLink link={link} days={days} />;
  return (
    <ActionForm
      action={action}
      submit="Add owner"
      look="plain"
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
