"use client";
// Deprecated: until every screen uses the design system; delete with its last import.
import { type ReactNode, useState } from "react";
import { Button } from "./button";
import { BareDialog } from "./dialog";
import { Text } from "./old-fields";
import { ActionForm } from "./old-form";
import type { FormAction, FormState } from "./old-form-state";

type DialogProps = {
  open: boolean;
  onOpenChange: (open: boolean) => void;
  title: string;
  /** What happens, and whether it can be undone. */
  children: ReactNode;
  action: FormAction;
  submit: string;
  hidden: Readonly<Record<string, string>>;
  /** What has to be typed first, where it cannot be undone. */
  typed?: string;
  /** What else the form asks. */
  fields?: ReactNode;
  /** Keeps the dialog open with what the answer tells. */
  after?: (state: NonNullable<FormState>) => ReactNode;
};

/** Asks before something that stops people from working, or cannot be undone. */
export function ConfirmDialog(props: DialogProps) {
  return (
    <BareDialog open={props.open} onOpenChange={props.onOpenChange} title={props.title}>
      <Asked {...props} />
    </BareDialog>
  );
}

// Apart, so that each opening starts anew.
function Asked({
  onOpenChange,
  title,
  children,
  action,
  submit,
  hidden,
  typed,
  fields,
  after,
}: DialogProps) {
  const [value, setValue] = useState("");
  const [state, setState] = useState<NonNullable<FormState> | null>(null);
  const close = () => onOpenChange(false);
  return (
    <div className="grid max-h-[76dvh] gap-4 overflow-y-auto p-5">
      <h2 className="text-lg font-semibold">{title}</h2>
      {state && after ? (
        after(state)
      ) : (
        <>
          <div className="grid gap-2 text-muted">{children}</div>
          <ActionForm
            action={action}
            submit={submit}
            busyWords="One moment"
            hidden={hidden}
            disabled={typed !== undefined && value !== typed}
            beside={<Button onClick={close}>Cancel</Button>}
            onDone={(answer) => (after ? setState(answer) : close())}
          >
            {fields}
            {typed !== undefined && (
              <Text
                name="typed"
                label={`Type ${typed} to confirm`}
                value={value}
                onChange={(event) => setValue(event.target.value)}
                autoCapitalize="none"
              />
            )}
          </ActionForm>
        </>
      )}
    </div>
  );
}

type ButtonProps = Omit<DialogProps, "open" | "onOpenChange"> & { label: string };

/** A button that asks first. */
export function ConfirmButton({ label, ...props }: ButtonProps) {
  const [open, setOpen] = useState(false);
  return (
    <>
      <Button onClick={() => setOpen(true)}>{label}</Button>
      <ConfirmDialog {...props} open={open} onOpenChange={setOpen} />
    </>
  );
}
