"use client";
import { type ReactNode, useState } from "react";
import { Button } from "./button";
import { TopDialog } from "./dialog";
import { ActionForm } from "./form";
import type { FormAction } from "./form-state";

type Props = {
  /** What the button says. */
  label: string;
  look?: "main" | "plain";
  title: string;
  action: FormAction;
  submit: string;
  hidden: Readonly<Record<string, string>>;
  children: ReactNode;
};

/** A button that opens a short form; done, the form closes. */
export function DialogForm({
  label,
  look = "plain",
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
      <Button look={look} onClick={() => setOpen(true)}>
        {label}
      </Button>
      <TopDialog open={open} onOpenChange={setOpen} label={title}>
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
      </TopDialog>
    </>
  );
}
