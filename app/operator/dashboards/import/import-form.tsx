"use client";
import { CheckboxGroup } from "@base-ui/react/checkbox-group";
import { Field } from "@base-ui/react/field";
import { CheckboxControl } from "@/components/ui/checkbox";
import { Fieldset } from "@/components/ui/fieldset";
import { Form } from "@/components/ui/form";
import type { FormAction } from "@/components/ui/form-state";
import type { Importable } from "@/lib/connections/import";

type Props = { action: FormAction; found: readonly Importable[] };

export function ImportForm({ action, found }: Props) {
  return (
    <Form
      action={action}
      submitLabel="Add selected"
      pendingLabel="Adding…"
      disabled={found.every(({ isAdded }) => isAdded)}
    >
      <Fieldset name="refs" label="Found at the vendor" group={<CheckboxGroup />}>
        <ul className="mt-1.5 divide-y divide-line rounded-lg border border-line bg-surface">
          {found.map(({ ref, title, isAdded }) => (
            <li key={ref}>
              <Field.Item disabled={isAdded}>
                <Field.Label className="tap flex items-center gap-3 px-4 py-2.5">
                  <CheckboxControl value={ref} />
                  <span className="min-w-0 grow">
                    <span className="font-medium">{title}</span>
                    <span className="block text-sm break-all text-muted">{ref}</span>
                  </span>
                  {isAdded && <span className="text-sm text-muted">Already added</span>}
                </Field.Label>
              </Field.Item>
            </li>
          ))}
        </ul>
      </Fieldset>
    </Form>
  );
}
