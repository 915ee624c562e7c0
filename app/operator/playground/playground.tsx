"use client";
import { useRouter } from "next/navigation";
import { useState } from "react";
import { Combobox } from "@/components/ui/combobox";
import { Form } from "@/components/ui/form";
import { preview } from "./actions";
import type { PlaygroundResult } from "./describe";
import { Result } from "./result";

type Props = {
  tenant: string;
  email: string;
  dashboard: string;
  options: {
    tenants: { slug: string; name: string }[];
    people: { email: string; name: string }[];
    dashboards: { slug: string; title: string; connection: string }[];
  };
};

export function Playground({ tenant, email, dashboard, options }: Props) {
  const [shown, setShown] = useState<{ at: number; result: PlaygroundResult } | null>(null);
  const router = useRouter();
  return (
    <>
      <Form<PlaygroundResult>
        action={preview}
        submitLabel="Preview as this person"
        pendingLabel="Loading preview…"
        onSuccess={({ result }) => result && setShown({ at: Date.now(), result })}
      >
        <div className="grid gap-4 md:grid-cols-3">
          <Combobox
            name="tenant"
            label="Tenant"
            defaultValue={tenant}
            options={options.tenants.map(({ slug, name }) => ({ value: slug, label: name }))}
            // The list of people follows the tenant.
            onValueChange={(slug) => {
              if (!slug || slug === tenant) return;
              router.replace(`/operator/playground?tenant=${encodeURIComponent(slug)}`, {
                scroll: false,
              });
            }}
          />
          <Combobox
            key={tenant}
            name="email"
            label="Person"
            defaultValue={email || null}
            options={options.people.map((person) => ({
              value: person.email,
              label: person.name,
              description: person.email,
            }))}
            placeholder="Name or email address"
            allowCustom
          />
          <Combobox
            name="dashboard"
            label="Dashboard"
            defaultValue={dashboard || null}
            options={options.dashboards.map(({ slug, title, connection }) => ({
              value: slug,
              label: title,
              description: connection,
            }))}
          />
        </div>
      </Form>
      {shown && <Result key={shown.at} at={shown.at} result={shown.result} />}
    </>
  );
}
