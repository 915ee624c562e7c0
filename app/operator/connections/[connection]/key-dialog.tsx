"use client";
import type { ReactNode } from "react";
import {
  activate,
  regenerate,
  replaceSecret,
  retire,
} from "@/app/operator/connections/credential-actions";
import { AlertDialog } from "@/components/ui/alert-dialog";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import { Form } from "@/components/ui/form";
import type { FormAction } from "@/components/ui/form-state";
import { Textarea } from "@/components/ui/textarea";
import type { NewKey } from "@/lib/connections/schema";
import { KeyReveal } from "./key-reveal";
import type { KeyRow } from "./key-table";
import { ReplacedKeysField } from "./replaced-keys-field";

export type KeyAction = "show" | "activate" | "replace" | "regenerate" | "retire";

type Props = {
  action: KeyAction;
  row: KeyRow;
  connection: string;
  open: boolean;
  onOpenChange: (open: boolean) => void;
};

/** One action on a key: what it means, and its form. */
export function KeyDialog({ action, row, connection, open, onOpenChange }: Props) {
  const { kid, state, publicKey } = row;
  const close = () => onOpenChange(false);
  const dialog = { open, onOpenChange };
  switch (action) {
    case "show":
      return (
        <Dialog {...dialog} title="Public key">
          <KeyReveal newKey={{ kid, secret: null, publicKey }} connection={connection} />
          <Button variant="primary" className="w-fit" onClick={close}>
            Done
          </Button>
        </Dialog>
      );
    case "activate":
      return (
        <Dialog {...dialog} title={`Activate ${kid}?`}>
          <p className="text-muted">
            New tokens will be signed with it. Make sure the vendor has it: a cached public key list
            may be five minutes old.
          </p>
          <KeyForm
            action={activate.bind(null, connection, kid)}
            submitLabel="Activate"
            onClose={close}
          >
            <ReplacedKeysField />
          </KeyForm>
        </Dialog>
      );
    case "replace":
      return (
        <Dialog {...dialog} title={`Replace the secret of ${kid}?`}>
          <p className="text-muted">
            The next token is signed with the new secret. The old one is deleted.
          </p>
          <KeyForm
            action={replaceSecret.bind(null, connection, kid)}
            submitLabel="Replace"
            onClose={close}
          >
            <Textarea
              name="secret"
              label="Secret"
              rows={4}
              autoCapitalize="none"
              autoCorrect="off"
              description="Paste it exactly as the vendor shows it. It's encrypted and not shown again."
            />
          </KeyForm>
        </Dialog>
      );
    case "regenerate":
      return (
        <AlertDialog<NewKey>
          {...dialog}
          title={`Regenerate ${kid}?`}
          submitLabel="Regenerate"
          action={regenerate.bind(null, connection, kid)}
          confirmText={kid}
          showResult={({ result }) =>
            result && <KeyReveal newKey={result} connection={connection} />
          }
        >
          <p>
            {publicKey
              ? "A new key pair with a new ID replaces it at once, and the public key list drops the old one."
              : "A new secret replaces it at once."}{" "}
            Dashboards fail until the vendor has the new one.
          </p>
          <p>{stillValid}</p>
        </AlertDialog>
      );
    case "retire":
      return (
        <AlertDialog
          {...dialog}
          title={state === "pending" ? `Discard ${kid}?` : `Retire ${kid} now?`}
          submitLabel={state === "pending" ? "Discard" : "Retire now"}
          action={retire.bind(null, connection, kid)}
          {...(state !== "pending" && { confirmText: kid })}
        >
          {state === "pending" ? (
            <p>It hasn't signed any tokens yet.</p>
          ) : (
            <p>
              It signs no more tokens. Without another active key, this connection's dashboards
              stop. {stillValid}
            </p>
          )}
        </AlertDialog>
      );
  }
}

const stillValid =
  "Tokens it signed stay valid until they expire, unless you delete the key at the vendor.";

type KeyFormProps = {
  action: FormAction;
  submitLabel: string;
  onClose: () => void;
  children: ReactNode;
};

function KeyForm({ action, submitLabel, onClose, children }: KeyFormProps) {
  return (
    <Form
      action={action}
      submitLabel={submitLabel}
      onSuccess={onClose}
      secondaryAction={<Button onClick={onClose}>Cancel</Button>}
    >
      {children}
    </Form>
  );
}
