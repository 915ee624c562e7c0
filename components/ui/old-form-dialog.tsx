"use client";
// Deprecated: until every screen uses the design system; delete with its last import.
import { type ReactNode, useState } from "react";
import { Button } from "./button";
import { BareDialog } from "./dialog";
import { ActionForm } from "./old-form";
import type { FormAction } from "./old-form-state";

type Props = {
  /** What the button says. */
  label: string;
  variant?: "primary" | "secondary";
  title: string;
  action: FormAction;
  submit: string;
  hidden: Readonly<Record<string, string>>;
  children: ReactNode;
};

/** A button that opens a short form; done, the form closes. */
export function DialogForm({
  label,
  variant = "secondary",
  title,
  action,
  submit,
  hidden,
  children,
}: Props) {
  const [open, setOpen] = useState(false);
  const close = () => setOpen(false);
  return (
    <>
      <Button variant={variant} onClick={() => setOpen(true)}>
        {label}
      </Button>
      <BareDialog open={open} onOpenChange={setOpen} title={title}>
        <div className="grid gap-4 p-5">
          <h2 className="text-lg font-semibold">{title}</h2>
          <ActionForm
            action={action}
            submit={submit}
            hidden={hidden}
            onDone={close}
            beside={<Button onClick={close}>Cancel</Button>}
          >
            {children}
          </ActionForm>
        </div>
      </BareDialog>
    </>
  );
}
