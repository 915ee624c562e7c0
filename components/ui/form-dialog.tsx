"use client";
import { type ReactNode, useState } from "react";
import { Button } from "./button";
import type { ButtonVariant } from "./button-class";
import { Dialog } from "./dialog";
import { Form } from "./form";
import type { FormAction } from "./form-state";

type Props = {
  /** Opens the dialog. */
  label: string;
  variant?: ButtonVariant;
  title: string;
  description?: ReactNode;
  action: FormAction;
  submitLabel: string;
  children?: ReactNode;
};

/** A button that opens a short form in a dialog; it closes when the form succeeds. */
export function FormDialog({ label, variant, title, description, children, ...form }: Props) {
  const [open, setOpen] = useState(false);
  const close = () => setOpen(false);
  return (
    <>
      <Button variant={variant} onClick={() => setOpen(true)}>
        {label}
      </Button>
      <Dialog open={open} onOpenChange={setOpen} title={title}>
        {description && <div className="text-muted">{description}</div>}
        <Form {...form} onSuccess={close} secondaryAction={<Button onClick={close}>Cancel</Button>}>
          {children}
        </Form>
      </Dialog>
    </>
  );
}
