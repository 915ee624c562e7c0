"use client";
import { Checkbox } from "@/components/ui/checkbox";
import { CheckboxGroup } from "@/components/ui/checkbox-group";
import { Select } from "@/components/ui/select";
import { TextField } from "@/components/ui/text-field";
import { Textarea } from "@/components/ui/textarea";
import type { SchemaField } from "@/lib/connections/schema";

type Props = {
  fields: readonly SchemaField[];
  /** Before every name: `settings.`. */
  prefix: string;
};

/** The fields of a vendor's settings or mapping. */
export function SchemaFields({ fields, prefix }: Props) {
  return fields.map((field) => <Control key={field.name} field={field} prefix={prefix} />);
}

const toOptions = (values: readonly string[]) => values.map((value) => ({ value, label: value }));

function Control({ field, prefix }: { field: SchemaField; prefix: string }) {
  const { label, help } = field;
  const base = { name: prefix + field.name, label, description: help, optional: !field.required };
  switch (field.kind) {
    case "group":
      return (
        <fieldset className="grid gap-3">
          <legend className="mb-1 font-medium">{label}</legend>
          {help && <p className="-mt-1 text-sm text-muted">{help}</p>}
          <div className="grid gap-4 sm:grid-cols-2">
            <SchemaFields fields={field.fields} prefix={prefix} />
          </div>
        </fieldset>
      );
    case "checkbox":
      return (
        <Checkbox name={base.name} label={label} description={help} defaultChecked={field.value} />
      );
    case "select":
      return (
        <Select
          {...base}
          optional={false}
          options={toOptions(field.options)}
          defaultValue={field.value}
        />
      );
    case "checkboxes":
      return (
        <CheckboxGroup {...base} options={toOptions(field.options)} defaultValue={field.value} />
      );
    case "list":
      return (
        <Textarea
          {...base}
          description={`${help} One per line.`.trim()}
          defaultValue={field.value}
        />
      );
    case "record":
      return (
        <Textarea
          {...base}
          description={`${help} One per line, as name = value.`.trim()}
          defaultValue={field.value}
        />
      );
    case "number":
      return (
        <TextField
          {...base}
          type="number"
          inputMode="numeric"
          min={field.min ?? undefined}
          defaultValue={field.value}
        />
      );
    case "url":
      return <TextField {...base} type="url" inputMode="url" defaultValue={field.value} />;
    default:
      return <TextField {...base} defaultValue={field.value} />;
  }
}
