"use client";
import { useState } from "react";
import { Form } from "@/components/ui/form";
import type { FormAction } from "@/components/ui/form-state";
import { Select } from "@/components/ui/select";
import { TextField } from "@/components/ui/text-field";
import { Textarea } from "@/components/ui/textarea";
import type { DashboardInput, DashboardSource } from "@/lib/connections/schema";

type Props = {
  action: FormAction;
  submitLabel: string;
  sources: readonly DashboardSource[];
  values: DashboardInput;
  /** The suggested slug of a new dashboard. */
  newSlug?: string;
};

export function DashboardForm({ action, submitLabel, sources, values, newSlug }: Props) {
  const [connection, setConnection] = useState(values.connection || (sources[0]?.slug ?? ""));
  const kinds = sources.find(({ slug }) => slug === connection)?.kinds ?? [];
  return (
    <Form action={action} submitLabel={submitLabel}>
      <div className="grid gap-4 sm:grid-cols-2">
        <Select
          name="connection"
          label="Connection"
          value={connection}
          onValueChange={setConnection}
          options={sources.map(({ slug, name }) => ({ value: slug, label: name }))}
        />
        <Select
          // Starts over: another vendor has other types.
          key={connection}
          name="kind"
          label="Type"
          defaultValue={values.kind}
          options={kinds}
        />
      </div>
      <TextField
        name="ref"
        label="ID at the vendor"
        optional
        defaultValue={values.ref}
        autoCapitalize="none"
        spellCheck={false}
        description="Leave empty only for a vendor's whole app."
      />
      <div className="grid gap-4 sm:grid-cols-2">
        <TextField name="title" label="Title" defaultValue={values.title} />
        {newSlug !== undefined && (
          <TextField
            name="slug"
            label="Slug"
            defaultValue={newSlug}
            autoCapitalize="none"
            spellCheck={false}
            description="Used in URLs: lowercase letters, numbers, and hyphens. Can't be changed later."
          />
        )}
      </div>
      <Textarea
        name="description"
        label="Description"
        optional
        rows={2}
        spellCheck
        defaultValue={values.description}
        description="The question it answers, in one sentence."
      />
    </Form>
  );
}
