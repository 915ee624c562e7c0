"use client";
import { Form } from "@/components/ui/form";
import type { FormAction } from "@/components/ui/form-state";
import { TextField } from "@/components/ui/text-field";
import { Textarea } from "@/components/ui/textarea";
import type { TenantDetail } from "@/lib/tenants/tenants";
import { HueField } from "./hue-field";

type Props = {
  action: FormAction;
  submitLabel: string;
  /** Absent: a new one. */
  tenant?: TenantDetail;
};

export function TenantForm({ action, submitLabel, tenant }: Props) {
  const attributes = Object.entries(tenant?.attributes ?? {});
  return (
    <Form action={action} submitLabel={submitLabel}>
      <div className="grid gap-4 sm:grid-cols-2">
        <TextField
          name="name"
          label="Name"
          defaultValue={tenant?.name}
          description="Shown to its members."
        />
        {!tenant && (
          <TextField
            name="slug"
            label="Slug"
            description="Used in URLs: lowercase letters, numbers, and hyphens. Can't be changed later."
            autoCapitalize="none"
            spellCheck={false}
          />
        )}
      </div>
      <HueField hue={tenant?.hue ?? 262} />
      <Textarea
        name="attributes"
        label="Attributes"
        optional
        defaultValue={attributes.map(([name, value]) => `${name} = ${value}`).join("\n")}
        description="For your own use. One per line, such as plan = enterprise."
      />
    </Form>
  );
}
