"use client";
import { useState } from "react";
import { Area, Choice, Text } from "@/components/ui/old-fields";
import { ActionForm } from "@/components/ui/old-form";
import type { FormAction } from "@/components/ui/old-form-state";

type Source = { slug: string; name: string; kinds: readonly { value: string; label: string }[] };

export type Values = {
  slug: string;
  title: string;
  description: string;
  connection: string;
  kind: string;
  ref: string;
};

type Props = {
  action: FormAction;
  submit: string;
  sources: readonly Source[];
  values: Values;
  /** Slug of the one that is edited; absent: a new one. */
  dashboard?: string;
};

/** What a dashboard of the catalogue shows, and how it is called. */
export function DashboardForm({ action, submit, sources, values, dashboard }: Props) {
  const [connection, setConnection] = useState(values.connection || (sources[0]?.slug ?? ""));
  const kinds = sources.find(({ slug }) => slug === connection)?.kinds ?? [];
  return (
    <ActionForm action={action} submit={submit} hidden={dashboard ? { dashboard } : {}}>
      <div className="grid gap-4 sm:grid-cols-2">
        <Choice
          name="connection"
          label="Connection"
          value={connection}
          onChange={setConnection}
          options={sources.map(({ slug, name }) => ({ value: slug, label: name }))}
        />
        <Choice
          // Another vendor has other kinds.
          key={connection}
          name="kind"
          label="Kind"
          defaultValue={values.kind}
          options={kinds}
        />
      </div>
      <Text
        name="ref"
        label="Id at the vendor"
        optional
        defaultValue={values.ref}
        autoCapitalize="none"
        spellCheck={false}
        help="What the vendor calls it. Empty only where the vendor's whole app is shown."
      />
      <div className="grid gap-4 sm:grid-cols-2">
        <Text name="title" label="Title" defaultValue={values.title} />
        {!dashboard && (
          <Text
            name="slug"
            label="Name in addresses"
            defaultValue={values.slug}
            autoCapitalize="none"
            spellCheck={false}
            help="Lower-case letters, digits and hyphens. It stays."
          />
        )}
      </div>
      <Area
        name="description"
        label="Description"
        optional
        rows={2}
        spellCheck
        defaultValue={values.description}
        help="Which question it answers, in one sentence."
      />
    </ActionForm>
  );
}
