"use client";
import { SchemaFields } from "@/app/operator/schema-fields";
import { ConfirmButton } from "@/components/ui/old-alert-dialog";
import { Text } from "@/components/ui/old-fields";
import { ActionForm } from "@/components/ui/old-form";
import type { FormAction } from "@/components/ui/old-form-state";
import type { SchemaField } from "@/lib/connections/schema-fields";

type Props = {
  save: FormAction;
  /** Takes the names away; null where there are none. */
  forget: FormAction | null;
  hidden: Readonly<Record<string, string>>;
  fields: readonly SchemaField[];
  /** Whose names they are. */
  what: string;
  /** What happens without them. */
  warning?: string;
  asksRegion?: boolean;
};

/** The names of a tenant, region or team at one vendor. */
export function NamesForm({ save, forget, hidden, fields, what, warning, asksRegion }: Props) {
  return (
    <ActionForm
      action={save}
      submit={asksRegion ? "Add region" : "Save names"}
      variant="secondary"
      hidden={hidden}
      beside={
        forget && (
          <ConfirmButton
            label="Remove"
            title={`Remove the names of ${what}?`}
            submit="Remove"
            action={forget}
            hidden={hidden}
          >
            <p>{warning}</p>
          </ConfirmButton>
        )
      }
    >
      {asksRegion && (
        <Text name="region" label="Region" help="As it stands in people's memberships." />
      )}
      <div className="grid gap-4 sm:grid-cols-2">
        <SchemaFields fields={fields} prefix="names." />
      </div>
    </ActionForm>
  );
}
