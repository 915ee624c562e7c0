"use client";
import { Form as BaseForm } from "@base-ui/react/form";
import { useRouter } from "next/navigation";
import { type FormEvent, type ReactNode, startTransition, useActionState, useRef } from "react";
import { Button } from "./button";
import type { ButtonVariant } from "./button-class";
import type { FormAction, FormState } from "./form-state";
import { useToast } from "./toast";

type Props<Result> = {
  action: FormAction<Result>;
  submitLabel: ReactNode;
  /** Replaces the label while the action runs. */
  pendingLabel?: string;
  variant?: ButtonVariant;
  disabled?: boolean;
  children?: ReactNode | ((state: FormState<Result>) => ReactNode);
  /** Beside the submit button. */
  secondaryAction?: ReactNode;
  onSuccess?: (state: FormState<Result>) => void;
};

/** A form for a server action. Keeps what was typed and shows errors at their fields. */
export function Form<Result = unknown>({
  action,
  submitLabel,
  pendingLabel = "Saving…",
  variant = "primary",
  disabled = false,
  children,
  secondaryAction,
  onSuccess,
}: Props<Result>) {
  const form = useRef<HTMLFormElement>(null);
  const router = useRouter();
  const toast = useToast();

  // Not in an effect: the refreshed page may no longer have this form.
  const [state, formAction, pending] = useActionState(
    async (previous: FormState<Result>, formData: FormData) => {
      const next = await action(previous, formData);
      if (next.errors) return { ...next, errors: collectUnshown(next.errors, form.current) };
      if (next.message) toast(next.message);
      if (next.redirectTo) router.push(next.redirectTo);
      onSuccess?.(next);
      return next;
    },
    {},
  );

  // React resets a form after its `action`; dispatched by hand, what was typed stays.
  function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    // A dialog inside a form has a form of its own: React events bubble through portals.
    event.stopPropagation();
    if (pending || disabled) return;
    const { submitter } = event.nativeEvent as SubmitEvent;
    const formData = new FormData(event.currentTarget, submitter);
    startTransition(() => formAction(formData));
  }

  const formError = state.errors?.[""];
  return (
    <BaseForm
      ref={form}
      action={formAction}
      onSubmit={submit}
      errors={state.errors}
      className="grid gap-5"
    >
      {typeof children === "function" ? children(state) : children}
      <p role="alert" className="text-danger empty:hidden">
        {formError}
      </p>
      <div className="flex flex-wrap items-center gap-2">
        <Button
          type="submit"
          variant={variant}
          disabled={pending || disabled}
          focusableWhenDisabled
        >
          {pending ? pendingLabel : submitLabel}
        </Button>
        {secondaryAction}
      </div>
    </BaseForm>
  );
}

/** Moves errors of fields that the form does not show to the form's own message. */
function collectUnshown(
  errors: Readonly<Record<string, string>>,
  form: HTMLFormElement | null,
): Record<string, string> {
  const isShown = (name: string) => name !== "" && form?.elements.namedItem(name);
  const entries = Object.entries(errors);
  const unshown = entries.filter(([name]) => !isShown(name)).map(([, message]) => message);
  return {
    ...Object.fromEntries(entries.filter(([name]) => isShown(name))),
    ...(unshown.length > 0 && { "": [...new Set(unshown)].join(" ") }),
  };
}
