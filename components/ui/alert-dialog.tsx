"use client";
import { AlertDialog as BaseAlertDialog } from "@base-ui/react/alert-dialog";
import { type ReactNode, useState } from "react";
import { useHue } from "./accent";
import { Button } from "./button";
import type { ButtonVariant } from "./button-class";
import { backdropClass, popupClass } from "./dialog";
import { Form } from "./form";
import type { FormAction, FormState } from "./form-state";
import { TextField } from "./text-field";

type Props<Result> = {
  open: boolean;
  onOpenChange: (open: boolean) => void;
  title: string;
  /** What happens, and whether it can be undone. */
  children: ReactNode;
  action: FormAction<Result>;
  submitLabel: string;
  /** Text to type first, for what cannot be undone. */
  confirmText?: string;
  fields?: ReactNode;
  /** Keeps the dialog open to show the result. */
  showResult?: (state: FormState<Result>) => ReactNode;
};

/** Confirms an action that deletes something or cuts off access. */
export function AlertDialog<Result = unknown>(props: Props<Result>) {
  const hue = useHue();
  return (
    <BaseAlertDialog.Root open={props.open} onOpenChange={props.onOpenChange}>
      <BaseAlertDialog.Portal>
        <BaseAlertDialog.Backdrop className={backdropClass} />
        <BaseAlertDialog.Popup style={hue.style} className={`${hue.className} ${popupClass}`}>
          <Content {...props} />
        </BaseAlertDialog.Popup>
      </BaseAlertDialog.Portal>
    </BaseAlertDialog.Root>
  );
}

// A component of its own, so that its state starts over each time the dialog opens.
function Content<Result>({
  onOpenChange,
  title,
  children,
  action,
  submitLabel,
  confirmText,
  fields,
  showResult,
}: Props<Result>) {
  const [typed, setTyped] = useState("");
  const [done, setDone] = useState<FormState<Result> | null>(null);
  const close = () => onOpenChange(false);
  return (
    <div className="grid gap-4 p-5">
      <BaseAlertDialog.Title className="text-lg font-semibold">{title}</BaseAlertDialog.Title>
      {done && showResult ? (
        <>
          {showResult(done)}
          <Button className="w-fit" onClick={close}>
            Done
          </Button>
        </>
      ) : (
        <>
          <BaseAlertDialog.Description render={<div />} className="grid gap-2 text-muted">
            {children}
          </BaseAlertDialog.Description>
          <Form
            action={action}
            submitLabel={submitLabel}
            pendingLabel="One moment…"
            variant="danger"
            disabled={confirmText !== undefined && typed !== confirmText}
            secondaryAction={<Button onClick={close}>Cancel</Button>}
            onSuccess={(state) => (showResult ? setDone(state) : close())}
          >
            {fields}
            {confirmText !== undefined && (
              <TextField
                name="confirmation"
                label={`Type ${confirmText} to confirm`}
                value={typed}
                onValueChange={setTyped}
                autoCapitalize="none"
              />
            )}
          </Form>
        </>
      )}
    </div>
  );
}

type ButtonProps<Result> = Omit<Props<Result>, "open" | "onOpenChange"> & {
  /** Opens the dialog. */
  label: string;
  variant?: ButtonVariant;
};

export function AlertDialogButton<Result = unknown>({
  label,
  variant,
  ...props
}: ButtonProps<Result>) {
  const [open, setOpen] = useState(false);
  return (
    <>
      <Button variant={variant} onClick={() => setOpen(true)}>
        {label}
      </Button>
      <AlertDialog {...props} open={open} onOpenChange={setOpen} />
    </>
  );
}
