"use client";
// Deprecated: until every screen uses the design system; delete with its last import.
import { useRouter } from "next/navigation";
import {
  createContext,
  type FormEvent,
  type ReactNode,
  use,
  useActionState,
  useEffect,
  useRef,
  useState,
  useTransition,
} from "react";
import { Button } from "./button";
import type { FormAction, FormState } from "./old-form-state";
import { useToast } from "./toast";

const Errors = createContext<Readonly<Record<string, string>>>({});

/** What is wrong at a field of the form around it, if anything is. */
export function useFieldError(name: string): string | undefined {
  return use(Errors)[name];
}

type Props = {
  action: FormAction;
  submit: ReactNode;
  /** While the answer is on its way. */
  busyWords?: string;
  variant?: "primary" | "secondary";
  /** Sent along, not shown. */
  hidden?: Readonly<Record<string, string>>;
  children?: ReactNode | ((state: FormState) => ReactNode);
  /** Beside the button that sends. */
  beside?: ReactNode;
  /** After what was sent has been done. */
  onDone?: (state: NonNullable<FormState>) => void;
  disabled?: boolean;
};

/** A form that keeps what was typed, shows what is wrong where it is wrong, and goes there. */
export function ActionForm({
  action,
  submit,
  busyWords = "Saving",
  variant = "primary",
  hidden = {},
  children,
  beside,
  onDone,
  disabled = false,
}: Props) {
  // A press before the page listens is a plain form's; its answer comes with the next page.
  const [before, send] = useActionState(action, null);
  const [state, setState] = useState(before);
  const [busy, start] = useTransition();
  const form = useRef<HTMLFormElement>(null);
  const router = useRouter();
  const toast = useToast();

  function hear(answer: FormState) {
    setState(answer);
    if (!answer || answer.errors) return;
    // Said here and not when it is drawn: what was done may have taken this form off the page.
    if (answer.done) toast(answer.done);
    if (answer.go) router.push(answer.go);
    onDone?.(answer);
  }

  function take(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    if (busy || disabled) return;
    const { submitter } = event.nativeEvent as SubmitEvent;
    const sent = new FormData(event.currentTarget, submitter);
    start(async () => hear(await action(state, sent)));
  }

  // biome-ignore lint/correctness/useExhaustiveDependencies: what came with the page, once
  useEffect(() => hear(before), []);

  useEffect(() => {
    if (!state?.errors) return;
    const wrong = form.current?.querySelector<HTMLElement>("[aria-invalid=true], [role=alert]");
    wrong?.focus();
  }, [state]);

  const general = state?.errors?.[""];
  return (
    <Errors value={state?.errors ?? {}}>
      <form ref={form} action={send} onSubmit={take} noValidate className="grid gap-5">
        {Object.entries(hidden).map(([name, value]) => (
          <input key={name} type="hidden" name={name} value={value} />
        ))}
        {typeof children === "function" ? children(state) : children}
        {general && (
          <p role="alert" tabIndex={-1} className="text-danger outline-none">
            {general}
          </p>
        )}
        <div className="flex flex-wrap items-center gap-2">
          <Button type="submit" variant={variant} disabled={busy || disabled} focusableWhenDisabled>
            {busy ? busyWords : submit}
          </Button>
          {beside}
        </div>
      </form>
    </Errors>
  );
}
