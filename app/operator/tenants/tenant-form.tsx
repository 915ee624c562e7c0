"use client";
import { Form } from "@/components/ui/form";
import type { FormAction } from "@/components/ui/form-state";
import { TextField } from "@/components/ui/text-field";
import { Textarea } from "@/components/ui/textarea";
import { HueField } from "./hue-field";

type Props = {
  action: FormAction;
  submitLabel: string;
  name: string;
  hue: number;
  /** Lines of `name = value`. */
  attributes: string;
  isNew?: boolean;
};

export function TenantForm({ action, submitLabel, name, hue, attributes, isNew = false }: Props) {
  return (
    <Form action={action} submitLabel={submitLabel}>
      <div className="grid gap-4 sm:grid-cols-2">
        <TextField
          name="name"
          label="Name"
          defaultValue={name}
          description="Shown to its members."
        />
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
      <HueField hue={hue} />
      <Textarea
        name="attributes"
        label="Attributes"
        optional
        defaultValue={attributes}
        description="For your own use. One per line, such as plan = enterprise."
      />
    </Form>
  );
}
