"use client";
import { Button } from "@/components/ui/button";
import { useToast } from "@/components/ui/toast";
import type { NewKey } from "@/lib/connections/schema";

type Props = { newKey: NewKey; connection: string };

/** A new key's secret, shown once, or a key pair's public half. */
export function KeyReveal({ newKey: { kid, secret, publicKey }, connection }: Props) {
  const toast = useToast();
  const text = secret ?? publicKey ?? "";
  const copy = async () => {
    await navigator.clipboard.writeText(text);
    toast("Copied");
  };
  return (
    <div className="grid gap-3">
      <p>
        {secret
          ? "This secret won't be shown again. Enter it at the vendor now, or save it in your password manager."
          : "Give the vendor this public key, or the URL of the public key list. The private key stays in the vault."}
      </p>
      <p className="text-sm text-muted">
        Key ID <code className="text-ink">{kid}</code>
      </p>
      <pre
        data-testid="key-reveal"
        className="max-h-60 overflow-auto rounded-md border border-line bg-canvas p-3 text-sm break-all whitespace-pre-wrap select-all"
      >
        {text}
      </pre>
      <div className="flex flex-wrap gap-2">
        <Button onClick={() => void copy()}>Copy</Button>
        {publicKey && (
          <a
            href={`/operator/connections/${connection}/keys/${encodeURIComponent(kid)}`}
            download
            className="tap inline-flex h-9 items-center px-2 text-accent underline"
          >
            Download PEM
          </a>
        )}
      </div>
    </div>
  );
}
