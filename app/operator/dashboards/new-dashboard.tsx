"use client";
import { useState } from "react";
import { Form } from "@/components/ui/form";
import { TextField } from "@/components/ui/text-field";
import type { DashboardSource } from "@/lib/connections/schema";
import { create, type Recognition, recognize } from "./actions";
import { DashboardForm } from "./dashboard-form";

const empty: Recognition = { slug: "", title: "", connection: "", kind: "", ref: "" };

/** A new dashboard from a vendor's URL, or by hand. */
export function NewDashboard({ sources }: { sources: readonly DashboardSource[] }) {
  const [{ version, values }, setRecognized] = useState({ version: 0, values: empty });
  return (
    <div className="grid gap-8">
      <section
        aria-label="Fill in from a URL"
        className="rounded-lg border border-line bg-surface p-4"
      >
        <Form<Recognition>
          action={recognize}
          submitLabel="Fill in"
          pendingLabel="Looking…"
          variant="secondary"
          onSuccess={({ result }) =>
            result && setRecognized({ version: version + 1, values: result })
          }
        >
          <TextField
            name="url"
            label="URL at the vendor"
            type="url"
            inputMode="url"
            description="Open the dashboard at the vendor and copy the URL from your browser."
          />
        </Form>
      </section>
      <DashboardForm
        // Starts over with the recognized values.
        key={version}
        action={create}
        submitLabel="Add dashboard"
        sources={sources}
        values={{ ...values, description: "" }}
        newSlug={values.slug}
      />
    </div>
  );
}
