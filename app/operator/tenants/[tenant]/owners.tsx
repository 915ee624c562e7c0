"use client";
import { useState } from "react";
import { OneLink } from "@/components/ui/copy-link";
import { Text } from "@/components/ui/fields";
import { ActionForm } from "@/components/ui/form";
import type { FormAction } from "@/components/ui/form-state";

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
