"use client";
import { SchemaFields } from "@/app/operator/schema-fields";
import { AlertDialogButton } from "@/components/ui/alert-dialog";
import { Form } from "@/components/ui/form";
import type { FormAction } from "@/components/ui/form-state";
import { TextField } from "@/components/ui/text-field";
import type { SchemaField } from "@/lib/connections/schema";

type Props = {
  saveAction: FormAction;
  /** null: nothing is mapped yet. */
  removeAction: FormAction | null;
  fields: readonly SchemaField[];
  /** What is mapped: "Acme", "region West". */
  subject: string;
  /** What happens without the mapping. */
  warning: string;
};

/** The names of a tenant, a region or a team at one vendor. */
export function MappingForm({ saveAction, removeAction, fields, subject, warning }: Props) {
  return (
    <Form
      action={saveAction}
      submitLabel="Save mapping"
      variant="secondary"
      secondaryAction={
        removeAction && (
          <AlertDialogButton
            label="Remove"
            variant="ghost"
            title={`Remove the mapping of ${subject}?`}
            submitLabel="Remove"
            action={removeAction}
          >
            <p>{warning}</p>
          </AlertDialogButton>
        )
      }
    >
      <div className="grid gap-4 sm:grid-cols-2">
        <SchemaFields fields={fields} prefix="names." />
      </div>
    </Form>
  );
}

type NewRegionProps = { action: FormAction; fields: readonly SchemaField[] };

export function NewRegionForm({ action, fields }: NewRegionProps) {
  return (
    <Form action={action} submitLabel="Add region" pendingLabel="Adding…" variant="secondary">
      <TextField name="region" label="Region" description="As set on members." />
      <div className="grid gap-4 sm:grid-cols-2">
        <SchemaFields fields={fields} prefix="names." />
      </div>
    </Form>
  );
}
