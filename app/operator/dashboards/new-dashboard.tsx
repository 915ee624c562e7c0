"use client";
import { useState } from "react";
import { Text } from "@/components/ui/old-fields";
import { ActionForm } from "@/components/ui/old-form";
import { create, recognize } from "./actions";
import { DashboardForm, type Values } from "./dashboard-form";

type Props = Pick<Parameters<typeof DashboardForm>[0], "sources">;

const empty: Values = { slug: "", title: "", description: "", connection: "", kind: "", ref: "" };

/** A new dashboard: from a vendor's address, which fills in the rest, or by hand. */
export function NewDashboard({ sources }: Props) {
  const [filled, setFilled] = useState({ times: 0, values: empty });
  return (
    <div className="grid gap-8">
      <section
        aria-label="From an address"
        className="rounded-lg border border-line bg-surface p-4"
      >
        <ActionForm
          action={recognize}
          submit="Fill in from address"
          busyWords="Looking"
          variant="secondary"
          onDone={({ filled: found }) =>
            found &&
            setFilled(({ times }) => ({ times: times + 1, values: { ...empty, ...found } }))
          }
        >
          <Text
            name="address"
            label="Address at the vendor"
            type="url"
            inputMode="url"
            help="Copied from the browser where you see it at the vendor. It fills in the form below."
          />
        </ActionForm>
      </section>
      <DashboardForm
        // Anew with what the address says.
        key={filled.times}
        action={create}
        submit="Add dashboard"
        sources={sources}
        values={filled.values}
      />
    </div>
  );
}
