"use client";
import { SchemaFields } from "@/app/operator/schema-fields";
import { Form } from "@/components/ui/form";
import type { FormAction } from "@/components/ui/form-state";
import { TextField } from "@/components/ui/text-field";
import type { SchemaField } from "@/lib/connections/schema";

type Props = {
  action: FormAction;
  submitLabel: string;
  fields: readonly SchemaField[];
  name: string;
  ttlSeconds: number | null;
  /** The vendor's maximum. */
  maxSeconds: number;
  isNew?: boolean;
};

export function ConnectionForm(props: Props) {
  const { action, submitLabel, fields, name, ttlSeconds, maxSeconds, isNew = false } = props;
  return (
    <Form action={action} submitLabel={submitLabel}>
      <div className="grid gap-4 sm:grid-cols-2">
        <TextField name="name" label="Name" defaultValue={name} description="Shown in lists." />
        {isNew && (
          <TextField
            name="slug"
            label="Slug"
            description="Used in URLs: lowercase letters, numbers, and hyphens. Can't be changed later."
            autoCapitalize="none"
            spellCheck={false}
          />
        )}
      </div>
      <SchemaFields fields={fields} prefix="settings." />
      <TextField
        name="ttlSeconds"
        label="Token lifetime (seconds)"
        optional
        type="number"
        inputMode="numeric"
        min={5}
        defaultValue={ttlSeconds ?? ""}
        description={`Leave empty for the default. Up to ${maxSeconds.toLocaleString("en-US")}.`}
      />
    </Form>
  );
}
