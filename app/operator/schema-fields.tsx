"use client";
import { Area, Boxes, Choice, Flag, Text } from "@/components/ui/old-fields";
import type { SchemaField } from "@/lib/connections/schema-fields";

/** The fields that a vendor's schema asks for, whatever they are. @param prefix before every name */
export function SchemaFields({
  fields,
  prefix,
}: {
  fields: readonly SchemaField[];
  prefix: string;
}) {
  return fields.map((field) => <One key={field.name} field={field} prefix={prefix} />);
}

const options = (values: readonly string[]) => values.map((value) => ({ value, label: value }));

function One({ field, prefix }: { field: SchemaField; prefix: string }) {
  const { label, help } = field;
  const base = { name: prefix + field.name, label, help, optional: !field.required };
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
    case "flag":
      return <Flag {...base} defaultChecked={field.value} />;
    case "choice":
      return (
        <Choice
          {...base}
          optional={false}
          options={options(field.options)}
          defaultValue={field.value}
        />
      );
    case "choices":
      return <Boxes {...base} options={options(field.options)} defaultValue={field.value} />;
    case "list":
      return <Area {...base} help={`${help} One a line.`.trim()} defaultValue={field.value} />;
    case "record":
      return (
        <Area {...base} help={`${help} One a line, as name = value.`} defaultValue={field.value} />
      );
    case "number":
      return (
        <Text
          {...base}
          type="number"
          inputMode="numeric"
          min={field.min ?? undefined}
          defaultValue={field.value}
        />
      );
    case "url":
      return <Text {...base} type="url" inputMode="url" defaultValue={field.value} />;
    default:
      return <Text {...base} defaultValue={field.value} />;
  }
}
