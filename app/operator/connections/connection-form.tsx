"use client";
import { SchemaFields } from "@/app/operator/schema-fields";
import { Text } from "@/components/ui/old-fields";
import { ActionForm } from "@/components/ui/old-form";
import type { FormAction } from "@/components/ui/old-form-state";
import type { SchemaField } from "@/lib/connections/schema-fields";

type Props = {
  action: FormAction;
  submit: string;
  /** Key of the vendor. */
  vendor: string;
  fields: readonly SchemaField[];
  name: string;
  ttlSeconds: number | null;
  /** The vendor's longest. */
  maxSeconds: number;
  /** Slug of the one that is edited; absent: a new one. */
  connection?: string;
};

/** A connection as its vendor describes it. */
export function ConnectionForm(props: Props) {
  const { action, submit, vendor, fields, name, ttlSeconds, maxSeconds, connection } = props;
  return (
    <ActionForm action={action} submit={submit} hidden={{ vendor, connection: connection ?? "" }}>
      <div className="grid gap-4 sm:grid-cols-2">
        <Text name="name" label="Name" defaultValue={name} help="For people, in lists." />
        {connection === undefined ? (
          <Text
            name="slug"
            label="Name in addresses"
            help="Lower-case letters, digits and hyphens. It stays."
            autoCapitalize="none"
            spellCheck={false}
          />
        ) : null}
      </div>
      <SchemaFields fields={fields} prefix="settings." />
      <Text
        name="ttlSeconds"
        label="Life of a token, in seconds"
        optional
        type="number"
        inputMode="numeric"
        min={5}
        defaultValue={ttlSeconds ?? ""}
        help={`Empty: as this host is set. The vendor takes at most ${maxSeconds}.`}
      />
    </ActionForm>
  );
}
