"use client";
import { ActionForm, useFieldError } from "@/components/ui/old-form";
import type { FormAction } from "@/components/ui/old-form-state";
import type { Importable } from "@/lib/connections/import";

type Props = { action: FormAction; connection: string; found: readonly Importable[] };

/** What a vendor has; dashboards added before cannot be chosen. */
export function ImportForm({ action, connection, found }: Props) {
  return (
    <ActionForm
      action={action}
      submit="Add to the catalogue"
      busyWords="Adding"
      hidden={{ connection }}
      disabled={found.every(({ isAdded }) => isAdded)}
    >
      <List found={found} />
    </ActionForm>
  );
}

function List({ found }: Pick<Props, "found">) {
  const [wrong, unasked] = [useFieldError("refs"), useFieldError("connection")];
  const error = wrong ?? unasked;
  return (
    <fieldset>
      <legend className="mb-2 font-medium">Found at the vendor</legend>
      {error && <p className="mb-2 text-sm text-danger">{error}</p>}
      <ul className="divide-y divide-line rounded-lg border border-line bg-surface">
        {found.map((one) => (
          <li key={one.ref}>
            <label className="tap flex items-center gap-3 px-4 py-2.5">
              <input
                type="checkbox"
                name="refs"
                value={one.ref}
                disabled={one.isAdded}
                className="size-4 accent-accent"
              />
              <span className="min-w-0 grow">
                <span className="font-medium">{one.title}</span>
                <span className="block text-sm break-all text-muted">{one.ref}</span>
              </span>
              {one.isAdded && <span className="text-sm text-muted">Already added</span>}
            </label>
          </li>
        ))}
      </ul>
    </fieldset>
  );
}
