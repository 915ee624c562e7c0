"use client";
import { useRouter } from "next/navigation";
import { useActionState, useEffect, useRef } from "react";
import { Button } from "@/components/ui/button";
import { preview } from "./actions";
import { PickField } from "./pick-field";
import { Result } from "./result";

type Props = {
  tenant: string;
  /** Whether the tenant is in the URL; otherwise its people are not listed yet. */
  chosen: boolean;
  email: string;
  dashboard: string;
  options: {
    tenants: { slug: string; name: string }[];
    people: { email: string; name: string }[];
    dashboards: { slug: string; title: string; connection: string }[];
  };
};

export function Playground({ tenant, chosen, email, dashboard, options }: Props) {
  const [state, formAction, pending] = useActionState(preview, null);
  const form = useRef<HTMLFormElement>(null);
  const router = useRouter();
  // The list of people follows the tenant.
  const choose = (slug: string) =>
    router.replace(`/operator/playground?tenant=${encodeURIComponent(slug)}`, { scroll: false });

  useEffect(() => {
    if (!chosen && tenant) {
      router.replace(`/operator/playground?tenant=${encodeURIComponent(tenant)}`, {
        scroll: false,
      });
    }
  }, [chosen, tenant, router]);

  useEffect(() => {
    if (state?.errors) form.current?.querySelector<HTMLElement>("[aria-invalid=true]")?.focus();
  }, [state]);

  const general = state?.errors?.[""];
  return (
    <>
      <form
        ref={form}
        action={formAction}
        onReset={(event) => event.preventDefault()}
        noValidate
        className="grid gap-4 md:grid-cols-3"
      >
        <PickField
          name="tenant"
          label="Tenant"
          defaultValue={tenant}
          error={state?.errors?.tenant}
          onPick={choose}
          options={options.tenants.map((one) => ({ value: one.slug, label: one.name }))}
        />
        <PickField
          name="email"
          label="Person"
          type="email"
          defaultValue={email}
          error={state?.errors?.email}
          options={options.people.map((one) => ({ value: one.email, label: one.name }))}
        />
        <PickField
          name="dashboard"
          label="Dashboard"
          defaultValue={dashboard}
          error={state?.errors?.dashboard}
          options={options.dashboards.map((one) => ({
            value: one.slug,
            label: `${one.title}, ${one.connection}`,
          }))}
        />
        <div className="flex flex-wrap items-center gap-3 md:col-span-3">
          <Button type="submit" variant="primary" disabled={pending} focusableWhenDisabled>
            Preview as this person
          </Button>
          {general && (
            <p role="alert" className="text-danger">
              {general}
            </p>
          )}
          <p role="status" className="text-muted">
            {pending ? "Loading preview…" : ""}
          </p>
        </div>
      </form>
      {state?.result && <Result key={state.at} at={state.at} result={state.result} />}
    </>
  );
}
