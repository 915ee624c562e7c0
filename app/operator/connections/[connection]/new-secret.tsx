"use client";
import { Button } from "@/components/ui/button";
import type { FormState } from "@/components/ui/old-form-state";
import { useToast } from "@/components/ui/toast";

type Props = {
  once: NonNullable<NonNullable<FormState>["once"]>;
  connection: string;
  onClose: () => void;
};

/** A fresh key: its secret, this once, or its public half, which stays on the page. */
export function ToldOnce({ once: { kid, secret, publicKey }, connection, onClose }: Props) {
  const toast = useToast();
  const told = secret ?? publicKey ?? "";
  const copy = async () => {
    await navigator.clipboard.writeText(told);
    toast("Copied");
  };
  return (
    <div className="grid gap-3">
      <p>
        {secret
          ? "This is the only time the secret is shown. Enter it at the vendor now, or keep it in your password store."
          : "Give the vendor this public key, or the address of the public list. The private key stays in the vault."}
      </p>
      <p className="text-sm text-muted">
        Key id <code className="text-ink">{kid}</code>
      </p>
      <pre
        data-testid="told-once"
        className="max-h-60 overflow-auto rounded-md border border-line bg-canvas p-3 text-sm break-all whitespace-pre-wrap select-all"
      >
        {told}
      </pre>
      <div className="flex flex-wrap gap-2">
        <Button variant="primary" onClick={onClose}>
          {secret ? "I have noted it" : "Done"}
        </Button>
        <Button onClick={copy}>Copy</Button>
        {publicKey && (
          <a
            href={`/operator/connections/${connection}/keys/${encodeURIComponent(kid)}`}
            download
            className="tap inline-flex h-9 items-center px-2 text-accent underline"
          >
            Download as PEM
          </a>
        )}
      </div>
    </div>
  );
}
