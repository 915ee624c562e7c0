"use client";
import type { ReactNode } from "react";
import {
  activate,
  regenerate,
  replace,
  retire,
} from "@/app/operator/connections/credential-actions";
import { BareDialog } from "@/components/ui/dialog";
import { ConfirmDialog } from "@/components/ui/old-alert-dialog";
import { Area } from "@/components/ui/old-fields";
import type { FormAction } from "@/components/ui/old-form-state";
import type { KeyRow } from "./keys";
import { ToldOnce } from "./new-secret";
import { EarlierKeys } from "./retired-keys";

export type KeyDoing = "show" | "activate" | "replace" | "regenerate" | "retire" | "nothing";

type Props = {
  what: KeyDoing;
  row: KeyRow;
  connection: string;
  open: boolean;
  onOpenChange: (open: boolean) => void;
};

type Asking = {
  title: string;
  submit: string;
  action: FormAction;
  words: ReactNode;
  /** Must be typed: it cannot be undone. */
  typed: boolean;
};

/** One thing done with a key: said what it means, confirmed, and its outcome told. */
export function KeyDialog({ what, row, connection, open, onOpenChange }: Props) {
  const close = () => onOpenChange(false);
  if (what === "show" || what === "nothing") {
    return (
      <BareDialog open={open} onOpenChange={onOpenChange} title={`Key ${row.kid}`}>
        <div className="grid max-h-[76dvh] gap-4 overflow-y-auto p-5">
          <h2 className="text-lg font-semibold">
            {what === "show" ? "Public key" : "Retired key"}
          </h2>
          {what === "show" ? (
            <ToldOnce
              once={{ kid: row.kid, secret: null, publicKey: row.publicKey }}
              connection={connection}
              onClose={close}
            />
          ) : (
            <p className="text-muted">It stays in the list because the audit names it.</p>
          )}
        </div>
      </BareDialog>
    );
  }
  const { title, submit, action, words, typed } = asking(what, row);
  return (
    <ConfirmDialog
      open={open}
      onOpenChange={onOpenChange}
      title={title}
      submit={submit}
      action={action}
      hidden={{ connection, kid: row.kid }}
      {...(typed && { typed: row.kid })}
      {...(what === "regenerate" && {
        after: ({ once }) =>
          once && <ToldOnce once={once} connection={connection} onClose={close} />,
      })}
      fields={fieldsFor(what)}
    >
      {words}
    </ConfirmDialog>
  );
}

function fieldsFor(what: KeyDoing): ReactNode {
  if (what === "replace") {
    return (
      <Area
        name="secret"
        label="Secret"
        rows={4}
        autoCapitalize="none"
        autoCorrect="off"
        help="Exactly as the vendor shows it. It goes into the vault and is not shown again."
      />
    );
  }
  if (what !== "activate") return null;
  return <EarlierKeys until="now" />;
}

function asking(
  what: Exclude<KeyDoing, "show" | "nothing">,
  { kid, state, publicKey }: KeyRow,
): Asking {
  const dead =
    "What it sealed before may be valid until it expires, unless the vendor drops the key.";
  switch (what) {
    case "activate":
      return {
        ...{
          title: `Use ${kid} from now on?`,
          submit: "Put into use",
          action: activate,
          typed: false,
        },
        words: (
          <p>
            Every new token is sealed with it. The vendor must know it by now: a public list may be
            five minutes old there.
          </p>
        ),
      };
    case "replace":
      return {
        ...{
          title: `Replace the secret of ${kid}?`,
          submit: "Replace",
          action: replace,
          typed: false,
        },
        words: <p>The next token is sealed with the new one. The old one is gone from here.</p>,
      };
    case "regenerate":
      return {
        ...{ title: `Regenerate ${kid}?`, submit: "Regenerate", action: regenerate, typed: true },
        words: (
          <>
            <p>
              {publicKey
                ? "Another key pair takes its place at once, under another id; the public list drops the old one."
                : "Another secret takes its place at once."}{" "}
              Dashboards fail until the vendor knows the new one.
            </p>
            <p>{dead}</p>
          </>
        ),
      };
    case "retire":
      return {
        title: state === "pending" ? `Discard ${kid}?` : `Retire ${kid} now?`,
        ...{ submit: state === "pending" ? "Discard" : "Retire now", action: retire },
        typed: state !== "pending",
        words: (
          <p>
            {state === "pending"
              ? "It has sealed nothing yet."
              : `Nothing is sealed with it any more. Without another key in use its dashboards stop. ${dead}`}
          </p>
        ),
      };
  }
}
